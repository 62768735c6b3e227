//! Every verb a person can ask for, with one line of help in both languages, and the families keys come in.

use crate::model::Lang;

/// A family of keys; a screen names the ones that mean something on it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Layer {
    Rows,
    Columns,
    Siblings,
    Parks,
    Table,
    Find,
    Choice,
    Time,
    /// The span of years, where all of them are seen.
    Years,
    Scope,
    Chart,
    Scale,
    Plane,
    Pane,
    Tiers,
    Parts,
    Order,
    Weights,
    Cells,
    /// While a view is shown to a room.
    Meeting,
    Global,
}

macro_rules! intents {
    ($($name:ident $zh:literal $en:literal)+) => {
        /// What a key asks for. Screens answer intents and never see a key.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Intent {
            $(#[doc = $en] $name,)+
        }

        impl Intent {
            /// Every intent.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// What the program calls it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($name),)+ }
            }

            /// The one the program calls so.
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|intent| intent.name() == name)
            }

            /// What it does, in a few words.
            pub const fn help(self, lang: Lang) -> &'static str {
                match self { $(Self::$name => lang.pick($zh, $en),)+ }
            }
        }
    };
}

/// A text in which intents stand in braces, `{Measures} chooses`, with the key of each in its place. What is no intent stays.
pub fn keyed(text: &str, key: impl Fn(Intent) -> String) -> String {
    let (mut said, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once('{') {
        said += before;
        let named = after.split_once('}').and_then(|(name, after)| Some((Intent::named(name)?, after)));
        rest = if let Some((intent, after)) = named {
            said += &key(intent);
            after
        } else {
            said.push('{');
            after
        };
    }
    said + rest
}

intents! {
    Up           "上一行"                     "row up"
    Down         "下一行"                     "row down"
    Left         "左一列"                     "column left"
    Right        "右一列"                     "column right"
    PageUp       "上一页"                     "page up"
    PageDown     "下一页"                     "page down"
    First        "到首行"                     "first row"
    Last         "到末行"                     "last row"
    Where        "这个数的出处"               "where this number is from"
    Mark         "标记/取消，进入对标"        "mark to compare, or unmark"
    NextPark     "下一个园区"                 "next park"
    PrevPark     "上一个园区"                 "previous park"
    Unmark       "清除全部标记"               "clear all marks"
    AddPark      "按名称加入园区"             "add parks by name"
    Filter       "边输边查找"                 "filter as you type"
    Condition    "按条件筛选园区"             "show parks by a condition"
    FormulaColumn "测算列: 按算式新增或去掉"   "columns by a formula: add one, or drop it"
    Sort         "按此列排序，再按反向"       "sort by it; again turns round"
    SortChange   "按此列的同比排序，再按反向"  "sort by its change; again turns round"
    SortThen     "以此列为次级排序"           "then by this column"
    Measures     "选择指标"                   "choose indicators"
    Measure      "选择算法 (同比、占比、人均…)" "choose a form (growth, share, per head…)"
    DropColumn   "去掉此列"                   "drop this column"
    MoveLeft     "此列左移"                   "move column left"
    MoveRight    "此列右移"                   "move column right"
    Wider        "列加宽"                     "wider columns"
    Narrower     "列变窄"                     "narrower columns"
    Heat         "热力着色 开/关"             "heat colours on or off"
    Blank        "显示/隐藏无数据的园区"      "show or hide empty parks"
    Earlier      "前一年"                     "year before"
    Later        "后一年"                     "year after"
    ExactPeriod  "只看当年 / 就近取最新"      "that year only, or the latest"
    Window       "就近取数的年限"             "how far back the latest may be"
    Group        "选择园区范围"               "choose the group of parks"
    Index        "指数(首年=100) 开/关"       "index (first year = 100) on or off"
    Log          "对数坐标 开/关"             "log scale on or off"
    Cut          "分界: 中位数/均值/标杆"    "cut at the median, the mean, the benchmark"
    Span         "增速取多少年"               "over how many years growth is taken"
    Tiers        "梯队: 位次带/三等分/均值比"  "tiers: rank bands, thirds, share of the mean"
    Detail       "详情栏 开/关"               "detail pane on or off"
    Part         "切换本屏的分栏"             "the next part of this screen"
    Heavier      "此项权重加一档"             "more weight on it"
    Lighter      "此项权重减一档"             "less weight on it"
    AsGiven      "权重还原为方案所载"         "weights back to the scheme's"
    Aim          "目标位次: 升一位/前10/基准"  "the way to the next place, the top ten, the benchmark"
    Scheme       "选择评价方案"               "choose the scheme"
    WorkingScheme "不能计分时换用能计分的方案" "take a scheme that works, where this gives no score"
    Overview     "总览"                       "overview"
    Ranking      "排行"                       "ranking"
    Profile      "园区"                       "profile"
    Compare      "对标"                       "compare"
    Trend        "走势"                       "trend"
    Sources      "来源"                       "sources"
    Quality      "数据"                       "quality"
    Score        "综合评价"                   "score"
    Quadrant     "象限"                       "quadrant"
    Matrix       "矩阵"                       "matrix"
    Distribution "分布"                       "distribution"
    Flow         "位次"                       "rank flow"
    Peers        "相似"                       "find alike"
    Targets      "目标"                       "targets"
    NextScreen   "下一屏"                     "next screen"
    PrevScreen   "上一屏"                     "previous screen"
    Meeting      "会议投影: 大字，存视图作页"      "meeting: large, saved views as pages"
    NextSlide    "下一页"                     "next page"
    PrevSlide    "上一页"                     "page before"
    Spotlight    "聚光: 行/列/全部"           "light on the row, the column, all"
    Curtain      "黑屏 (任意键恢复)"          "blank screen (any key brings it back)"
    Undo         "撤销一步"                   "take the last step back"
    Redo         "重做撤销的一步"             "take it again"
    SaveView     "保存为视图"                 "save this view"
    Views        "已存视图"                   "saved views"
    Export       "导出到文件"                 "write it to a file"
    Language     "中文/English"               "English/中文"
    Theme        "下一种配色"                 "the next theme"
    Glyphs       "字符集"                     "glyph set"
    Copy         "复制 (数、行、表、屏)"       "copy the number, row, table, frame"
    Mouse        "鼠标 开/关 (关可选文字)"     "mouse on or off (off: select text)"
    Reload       "重新读取文件"               "read the files again"
    Redraw       "重绘屏幕"                   "draw the screen anew"
    Suspend      "挂起到后台"                 "suspend to the shell"
    Palette      "命令: 按名称做任何事"        "commands: do anything by name"
    Help         "本屏可用的键"               "the keys that work here"
    Back         "返回/清除筛选/停止重读"      "back; clear the filter; stop reading"
    Quit         "退出"                       "leave the program"
}
