//! What is refused under `--read-only`, and why. Effects that would write are refused once more where they are carried out.

use super::App;
use crate::{access::Access, intent::Intent};

impl App {
    /// The same, doing no more than it may.
    #[must_use]
    pub const fn within(mut self, access: Access) -> Self {
        self.access = access;
        self
    }

    /// Whether an intent is refused; then why is told.
    pub(super) fn refuses(&mut self, intent: Intent) -> bool {
        if self.access == Access::Full {
            return false;
        }
        let (zh, en) = match intent {
            Intent::Export => {
                ("不写文件; 可用 {Copy} 复制到终端剪贴板", "no file is written; {Copy} copies to the terminal")
            }
            Intent::SaveView => ("不保存视图", "no view is saved"),
            Intent::Views => ("不读取已存视图", "saved views are not read"),
            Intent::Suspend => ("不挂起，没有 shell 可回", "it is not suspended, for there is no shell"),
            _ => return false,
        };
        self.notice = Some(self.keyed(&format!("只读 (--read-only): {zh}"), &format!("read-only (--read-only): {en}")));
        true
    }
}
