//! `--read-only`: for a login that others share. It is a flag and no setting, for whoever may change a setting could lift it.

use clap::Args;

use crate::access::Access;

#[derive(Args, Clone, Copy, Debug)]
pub struct AccessArgs {
    /// Write nothing, remember nothing, open nothing but what is named here, and give no shell: for a shared login
    #[arg(long, global = true)]
    read_only: bool,
}

impl AccessArgs {
    /// What the program may do.
    pub const fn access(self) -> Access {
        if self.read_only { Access::ReadOnly } else { Access::Full }
    }
}
