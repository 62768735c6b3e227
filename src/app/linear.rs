//! The app without a screen: a typed line goes in, what it shows and says is handed out.

use super::{
    App, Effect, Overlay, WHERE,
    command::{
        Kind, Value,
        known::Known,
        parse::{Wrong, parse, words},
    },
};
use crate::{
    intent::Intent,
    model::Lang,
    screen::{Handout, Question},
};

impl App {
    /// Does what a line says: a command with what it takes, or the name of a screen.
    pub(super) fn do_line(&mut self, line: &str) -> Vec<Effect> {
        (self.slip, self.notice) = (None, None);
        let (screens, stem) = (self.specs(), self.stem());
        let (Some(store), Some(lens)) = (&self.store, &self.lens) else { return vec![] };
        let known = Known::new(store, lens, self.look.lang, &screens).knowing(None, stem);
        let is_one_word = words(line).len() == 1;
        let done = match parse(line, &known) {
            Ok((command, _)) if command.names.1.contains(&"meeting") => {
                Err(self.t("会议投影需要屏幕", "a meeting needs a screen"))
            }
            Ok((command, values)) => (command.run)(self, &values),
            // A word that is no command may name a screen, as in the palette.
            Err(wrong) => match known.value(Kind::Screen, line.trim()) {
                Ok(Value::Screen(intent)) if is_one_word => {
                    self.switch(intent);
                    Ok(vec![])
                }
                _ => {
                    self.slip = Some(wrong);
                    return vec![];
                }
            },
        };
        self.note_step();
        done.unwrap_or_else(|why| {
            self.slip = Some(Wrong { place: 0..line.len(), why });
            vec![]
        })
    }

    /// What was wrong with the last line.
    pub const fn take_slip(&mut self) -> Option<Wrong> {
        self.slip.take()
    }

    /// What there is to say; a question that would be asked on a screen is answered with no.
    pub fn take_notice(&mut self) -> Option<String> {
        if matches!(self.overlay, Overlay::Dialogue(_)) {
            self.overlay = Overlay::None;
            let taken = self
                .t("已有同名的，未覆盖: 换一个名称", "there is one of that name, and it was left: take another name");
            return Some(self.notice.take().unwrap_or(taken));
        }
        self.notice.take()
    }

    /// Where a number is from, if that was asked; asked for once.
    pub fn take_story(&mut self) -> Option<Handout> {
        if !matches!(self.overlay, Overlay::Where) {
            return None;
        }
        let (store, lang) = (self.store.as_ref()?, self.look.lang);
        let (grid, cites) = self.panes[WHERE].handed(store.catalog(), lang, usize::MAX)?;
        let title = self.t("出处", "where from");
        let mut told = Handout::of(self.panes[WHERE].spec(), store, lang, String::new(), grid, &cites);
        told.title = title;
        self.close_where();
        Some(told)
    }

    /// What is asked now, and in which language it is answered.
    pub fn state(&mut self) -> (Option<Question>, Lang) {
        (self.question(), self.look.lang)
    }

    /// The names of the screens, for a list of what can be typed.
    pub fn screens(&self) -> Vec<&'static str> {
        let intent = |intent: Intent| intent.help(self.look.lang);
        self.specs().iter().map(|spec| intent(spec.intent)).collect()
    }
}
