//! The commands there are.

use super::{Argument, Command, Count, Kind, Value};
use crate::{
    app::{App, Effect},
    intent::Intent,
    model::{Collation, Lang},
    screen::{Asked, lens::MOST_MARKED},
    ui::{GlyphSet, ThemeName},
};

type Done = Result<Vec<Effect>, String>;

const fn one(kind: Kind) -> Argument {
    Argument { kind, count: Count::One }
}

const fn some(kind: Kind) -> Argument {
    Argument { kind, count: Count::Some }
}

const ORDER: Kind = Kind::Choice(&[&["降序", "desc", "从大到小"], &["升序", "asc", "从小到大"]]);
const COLLATION: Kind = Kind::Choice(&[&["拼音", "pinyin", "读音"], &["笔画", "stroke", "strokes"]]);
const LANGUAGE: Kind = Kind::Choice(&[&["中文", "zh", "chinese"], &["英文", "en", "english"]]);
const THEME: Kind = Kind::Choice(&[
    &["自动", "auto"],
    &["深色", "dark"],
    &["浅色", "light"],
    &["高对比", "high-contrast"],
    &["色觉友好", "colour-blind"],
    &["单色", "mono"],
    &["自定义", "own"],
]);
const GLYPHS: Kind = Kind::Choice(&[&["丰富", "rich"], &["兼容", "cjk-safe"], &["纯ascii", "ascii"]]);

/// Every command, in the order they are listed.
pub const COMMANDS: &[Command] = &[
    Command {
        names: (&["对标", "比较"], &["compare"]),
        takes: &[some(Kind::Park)],
        help: ("只标记这些园区，并排比较", "mark these parks only and compare them"),
        run: |app, values| {
            app.mark(values, true)?;
            app.switch(Intent::Compare);
            Ok(vec![])
        },
    },
    Command {
        names: (&["标记"], &["mark"]),
        takes: &[some(Kind::Park)],
        help: ("再标记这些园区", "mark these parks too"),
        run: |app, values| app.mark(values, false),
    },
    Command {
        names: (&["取消标记", "取消"], &["unmark"]),
        takes: &[Argument { kind: Kind::Park, count: Count::Any }],
        help: ("取消这些标记，不写则全部", "take these marks away, or all"),
        run: |app, values| {
            if let Some(lens) = &mut app.lens {
                lens.marked.retain(|park| !values.is_empty() && !values.contains(&Value::Park(*park)));
            }
            Ok(vec![])
        },
    },
    Command {
        names: (&["园区", "看"], &["park", "profile"]),
        takes: &[one(Kind::Park)],
        help: ("看这个园区", "look at this park"),
        run: |app, values| {
            if let (Some(lens), [Value::Park(park)]) = (&mut app.lens, values) {
                lens.park = Some(*park);
            }
            app.switch(Intent::Profile);
            Ok(vec![])
        },
    },
    Command {
        names: (&["指标", "显示"], &["indicator", "show", "indicators"]),
        takes: &[some(Kind::Indicator)],
        help: ("只看这些指标", "show these indicators only"),
        run: |app, values| {
            let mut measures = vec![];
            for value in values {
                match value {
                    Value::Indicator(id) if !measures.contains(id) => measures.push(*id),
                    _ => {}
                }
            }
            if let Some(lens) = &mut app.lens {
                lens.indicator = measures.first().copied();
                lens.second = measures.get(1).copied();
                lens.measures = measures;
            }
            Ok(vec![])
        },
    },
    Command {
        names: (&["年", "时期", "年份"], &["year", "period"]),
        takes: &[one(Kind::Period)],
        help: ("2022: 只看当年; 2019-2023: 其中最新", "2022: that year only; 2019-2023: the latest of these"),
        run: |app, values| {
            if let (Some(lens), [Value::Period(at)]) = (&mut app.lens, values) {
                lens.at = *at;
            }
            Ok(vec![])
        },
    },
    Command {
        names: (&["排序"], &["sort"]),
        takes: &[one(Kind::Indicator), Argument { kind: ORDER, count: Count::Maybe }],
        help: ("按指标排序，排行与矩阵", "sort Ranking and Matrix by an indicator"),
        run: |app, values| {
            let Some(Value::Indicator(id)) = values.first() else { return Ok(vec![]) };
            app.sort_by(*id, values.get(1).map(|order| *order == Value::Choice(0)));
            Ok(vec![])
        },
    },
    Command {
        names: (&["范围"], &["group"]),
        takes: &[one(Kind::Group)],
        help: ("换园区范围", "take another group of parks"),
        run: |app, values| {
            if let [Value::Group(scope)] = values {
                app.take_scope(Ok(scope.clone()));
            }
            Ok(vec![])
        },
    },
    Command {
        names: (&["算法"], &["form", "measure"]),
        takes: &[one(Kind::Form)],
        help: ("share 占比, cagr:2016, per:人口 …", "share, growth, cagr:2016, per:INDICATOR"),
        run: |app, values| {
            if let (Some(lens), [Value::Form(form)]) = (&mut app.lens, values) {
                lens.form = *form;
            }
            Ok(vec![])
        },
    },
    Command {
        names: (&["测算列", "新增列"], &["column"]),
        takes: &[one(Kind::Text)],
        help: ("名称=算式，如 出口强度=出口总额/营业收入", "NAME=FORMULA, as export_share=exports/revenue"),
        run: |app, values| {
            if let [Value::Text(text)] = values {
                app.add_column(text).map_err(|slip| slip.words(app.look.lang))?;
            }
            Ok(app.pending.take().into_iter().collect())
        },
    },
    Command {
        names: (&["方案"], &["scheme"]),
        takes: &[one(Kind::Scheme)],
        help: ("按此方案综合评价", "score by this scheme"),
        run: |app, values| {
            if let (Some(lens), [Value::Scheme(scheme)]) = (&mut app.lens, values) {
                lens.scheme = Some(*scheme);
            }
            app.switch(Intent::Score);
            Ok(vec![])
        },
    },
    Command {
        names: (&["界面", "屏"], &["screen", "open"]),
        takes: &[one(Kind::Screen)],
        help: ("到另一屏", "go to another screen"),
        run: |app, values| {
            if let [Value::Screen(intent)] = values {
                app.switch(*intent);
            }
            Ok(vec![])
        },
    },
    Command {
        names: (&["查找"], &["find"]),
        takes: &[Argument { kind: Kind::Text, count: Count::Maybe }],
        help: ("本屏只留符合的，不写则全部", "keep what fits on this screen, or all"),
        run: |app, values| {
            let none = app.t("本屏没有查找", "this screen has no filter");
            let filter = app.panes[app.current].filter().ok_or(none)?;
            filter.clear();
            if let [Value::Text(text)] = values {
                filter.push_str(text);
            }
            Ok(vec![])
        },
    },
    Command {
        names: (&["筛选"], &["filter"]),
        takes: &[Argument { kind: Kind::Condition, count: Count::Maybe }],
        help: ("只看符合条件的园区，如 营收>1000亿；不写则全部", "show the parks of a condition, or all"),
        run: |app, values| {
            let text = if let [Value::Text(text)] = values { text.as_str() } else { "" };
            app.filter_by(text).map_err(|slip| slip.words(app.look.lang))?;
            Ok(vec![])
        },
    },
    Command {
        names: (&["打开视图", "视图"], &["view"]),
        takes: &[one(Kind::View)],
        help: ("打开已存视图", "open a saved view"),
        run: |app, values| {
            let [Value::Text(name)] = values else { return Ok(vec![]) };
            Ok(app.open_saved(name).into_iter().collect())
        },
    },
    Command {
        names: (&["保存视图", "保存"], &["save"]),
        takes: &[one(Kind::Text)],
        help: ("当前画面存为视图", "save what is shown as a view"),
        run: |app, values| {
            let [Value::Text(name)] = values else { return Ok(vec![]) };
            Ok(app.save_as(name))
        },
    },
    Command {
        names: (&["导出", "写到"], &["export", "write"]),
        takes: &[one(Kind::File)],
        help: ("写到文件，格式按结尾: .xlsx .csv .html …", "write it to a file, its ending says the form"),
        run: |app, values| {
            let [Value::Text(file)] = values else { return Ok(vec![]) };
            Ok(app.export_to(file))
        },
    },
    Command {
        names: (&["出处"], &["source", "origin"]),
        takes: &[one(Kind::Park), one(Kind::Indicator)],
        help: ("这个数的出处", "where that number is from"),
        run: |app, values| {
            if let [Value::Park(park), Value::Indicator(indicator)] = values {
                app.open_where(Asked { park: *park, indicator: *indicator, fact: None }, None, None);
            }
            Ok(vec![])
        },
    },
    Command {
        names: (&["会议", "投影"], &["meeting", "present"]),
        takes: &[],
        help: ("大字投影，已存视图作页", "show it to a room, saved views as pages"),
        run: |app, _| Ok(app.begin_meeting().into_iter().collect()),
    },
    Command {
        names: (&["语言"], &["lang", "language"]),
        takes: &[one(LANGUAGE)],
        help: ("中文或英文", "Chinese or English"),
        run: |app, values| {
            app.look.lang = if values == [Value::Choice(0)] { Lang::Zh } else { Lang::En };
            Ok(vec![])
        },
    },
    Command {
        names: (&["名称顺序"], &["order", "collation"]),
        takes: &[one(COLLATION)],
        help: ("名称按拼音或笔画排", "Chinese names by pinyin or by strokes"),
        run: |app, values| {
            app.look.order = if values == [Value::Choice(1)] { Collation::Stroke } else { Collation::Pinyin };
            Ok(vec![])
        },
    },
    Command {
        names: (&["配色"], &["theme"]),
        takes: &[one(THEME)],
        help: ("换配色", "take another theme"),
        run: |app, values| {
            const THEMES: [ThemeName; 7] = [
                ThemeName::Auto,
                ThemeName::Dark,
                ThemeName::Light,
                ThemeName::HighContrast,
                ThemeName::ColourBlind,
                ThemeName::Mono,
                ThemeName::Own,
            ];
            if let [Value::Choice(place)] = values {
                let theme = THEMES[*place];
                if theme == ThemeName::Own && app.own.is_none() {
                    return Err(app.t(
                        "没有自定义配色: 启动时用 --theme 文件",
                        "there is no theme of your own: start with --theme FILE",
                    ));
                }
                app.wear(theme);
            }
            Ok(vec![])
        },
    },
    Command {
        names: (&["字符"], &["glyphs"]),
        takes: &[one(GLYPHS)],
        help: ("换字符集", "take another glyph set"),
        run: |app, values| {
            if let [Value::Choice(place)] = values {
                app.choose_glyphs(GlyphSet::ALL[*place]);
            }
            Ok(vec![])
        },
    },
];

impl App {
    /// Marks parks, alone or beside those that are marked.
    fn mark(&mut self, values: &[Value], alone: bool) -> Done {
        let Some(lens) = &mut self.lens else { return Ok(vec![]) };
        let mut marked = if alone { vec![] } else { lens.marked.clone() };
        for value in values {
            match value {
                Value::Park(park) if !marked.contains(park) => marked.push(*park),
                _ => {}
            }
        }
        if marked.len() > MOST_MARKED {
            return Err(self.t(
                &format!("最多对标 {MOST_MARKED} 个园区"),
                &format!("at most {MOST_MARKED} parks can be compared"),
            ));
        }
        if alone {
            lens.park = marked.first().copied();
        }
        lens.marked = marked;
        Ok(vec![])
    }
}
