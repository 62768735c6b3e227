//! Every verb a person can ask for, with its name and one line of help in both languages.

use crate::model::Lang;

macro_rules! intents {
    ($($name:ident $slug:literal $zh:literal $en:literal)+) => {
        /// What a key asks for. Screens answer intents and never see a key.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Intent {
            $(#[doc = $en] $name,)+
        }

        impl Intent {
            /// Every intent, in the order of the help.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The name in key files.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $slug,)+ }
            }

            /// What it does, in a few words.
            pub const fn help(self, lang: Lang) -> &'static str {
                match self { $(Self::$name => lang.pick($zh, $en),)+ }
            }
        }
    };
}

intents! {
    Up           "up"            "上一行"                     "row up"
    Down         "down"          "下一行"                     "row down"
    Left         "left"          "左一列"                     "column left"
    Right        "right"         "右一列"                     "column right"
    PageUp       "page-up"       "上一页"                     "page up"
    PageDown     "page-down"     "下一页"                     "page down"
    First        "first"         "到首行"                     "first row"
    Last         "last"          "到末行"                     "last row"
    Where        "where"         "这个数的出处"               "where this number is from"
    Mark         "mark"          "标记/取消，进入对标"        "mark to compare, or unmark"
    NextPark     "next-park"     "下一个园区"                 "next park"
    PrevPark     "prev-park"     "上一个园区"                 "previous park"
    Unmark       "unmark"        "清除全部标记"               "clear all marks"
    AddPark      "add-park"      "按名称加入园区"             "add parks by name"
    Filter       "filter"        "边输边查找"                 "filter as you type"
    Sort         "sort"          "按此列排序，再按反向"       "sort by it; again turns round"
    SortThen     "sort-then"     "以此列为次级排序"           "then by this column"
    Measures     "measures"      "选择指标"                   "choose indicators"
    DropColumn   "drop-column"   "去掉此列"                   "drop this column"
    MoveLeft     "move-left"     "此列左移"                   "move column left"
    MoveRight    "move-right"    "此列右移"                   "move column right"
    Wider        "wider"         "列加宽"                     "wider columns"
    Narrower     "narrower"      "列变窄"                     "narrower columns"
    Heat         "heat"          "热力着色 开/关"             "heat colours on or off"
    Blank        "blank"         "显示/隐藏无数据的园区"      "show or hide empty parks"
    Earlier      "earlier"       "前一年"                     "year before"
    Later        "later"         "后一年"                     "year after"
    ExactPeriod  "exact"         "只看当年 / 就近取最新"      "that year only, or the latest"
    Window       "window"        "就近取数的年限"             "how far back the latest may be"
    Group        "group"         "选择园区范围"               "choose the group of parks"
    Index        "index"         "指数(首年=100) 开/关"       "index (first year = 100) on or off"
    Log          "log"           "对数坐标 开/关"             "log scale on or off"
    Detail       "detail"        "详情栏 开/关"               "detail pane on or off"
    Part         "part"          "切换来源/冲突/提示"         "sources, conflicts, remarks"
    Overview     "overview"      "总览"                       "overview"
    Ranking      "ranking"       "排行"                       "ranking"
    Profile      "profile"       "园区"                       "profile"
    Compare      "compare"       "对标"                       "compare"
    Trend        "trend"         "走势"                       "trend"
    Sources      "sources"       "来源"                       "sources"
    NextScreen   "next-screen"   "下一屏"                     "next screen"
    PrevScreen   "prev-screen"   "上一屏"                     "previous screen"
    Language     "language"      "中文/English"               "English/中文"
    Theme        "theme"         "配色 深/浅/单色"            "dark, light or no colours"
    Glyphs       "glyphs"        "字符集"                     "glyph set"
    Redraw       "redraw"        "重绘屏幕"                   "draw the screen anew"
    Help         "help"          "本屏可用的键"               "the keys that work here"
    Back         "back"          "返回/清除筛选"              "back; clear the filter"
    Quit         "quit"          "退出"                       "leave the program"
}

#[cfg(test)]
mod tests {
    use super::Intent;

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = Intent::ALL.iter().map(|intent| intent.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Intent::ALL.len());
    }
}
