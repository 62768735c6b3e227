//! The first line of a table: which column holds what, and what separates them.

use super::text;

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Column {
    Park,
    ParkName,
    Indicator,
    IndicatorName,
    Period,
    Value,
    Unit,
    /// How firm the number is, or its status letters.
    Mark,
    Status,
    Kind,
    Source,
    Note,
    /// What the source printed, where the value says it otherwise.
    Printed,
}

/// How many sorts of column there are.
const COLUMNS: usize = 13;

/// What columns are called, in lower case; the first is our own name for it.
const NAMES: [(Column, &[&str]); COLUMNS] = [
    (Column::Park, &["park", "park_id", "area", "zone", "geo", "ref_area", "园区", "高新区", "开发区", "地区"]),
    (Column::ParkName, &["park_name", "name", "area_name", "园区名称", "名称"]),
    (Column::Indicator, &["indicator", "indicator_id", "measure", "指标", "指标代码"]),
    (Column::IndicatorName, &["indicator_name", "指标名称"]),
    (Column::Period, &["period", "year", "time", "time_period", "date", "年份", "年度", "时期", "时间", "年"]),
    (Column::Value, &["value", "obs_value", "数值", "值", "数据"]),
    (Column::Unit, &["unit", "unit_measure", "单位", "计量单位"]),
    (Column::Mark, &["qualifier", "mark", "限定"]),
    (Column::Status, &["status", "obs_status", "flag", "flags", "obs_flag", "状态"]),
    (Column::Kind, &["kind", "类型", "性质"]),
    (Column::Source, &["source", "source_id", "来源", "数据来源"]),
    (Column::Note, &["note", "notes", "remark", "comment", "备注", "说明", "注"]),
    (Column::Printed, &["printed", "原文"]),
];

/// Where each column stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Header {
    places: [Option<usize>; COLUMNS],
    /// How many cells the line has.
    pub width: usize,
}

/// What is wrong with a header, at a cell or (none) as a whole.
#[derive(PartialEq, Eq, Debug)]
pub enum Flaw {
    /// Nobody knows this column; it is ignored.
    Unknown(usize),
    /// The column stands there twice; the first counts.
    Twice(usize),
    /// A column that cannot be done without.
    Missing(&'static str),
}

impl Header {
    /// Makes out the columns.
    pub fn read<'a>(cells: impl Iterator<Item = &'a str>) -> (Self, Vec<Flaw>) {
        let mut places = [None; COLUMNS];
        let mut flaws = Vec::new();
        let mut width = 0;
        for (at, cell) in cells.enumerate() {
            width = at + 1;
            match named(cell) {
                Some(column) if places[column as usize].is_none() => places[column as usize] = Some(at),
                Some(_) => flaws.push(Flaw::Twice(at)),
                None if text::clean(cell).is_empty() => {}
                None => flaws.push(Flaw::Unknown(at)),
            }
        }
        // A name is as good as an id where there is no id.
        for (id, name) in [(Column::Park, Column::ParkName), (Column::Indicator, Column::IndicatorName)] {
            if places[id as usize].is_none() {
                places[id as usize] = places[name as usize].take();
            }
        }
        for (column, names) in NAMES
            .iter()
            .filter(|(column, _)| matches!(column, Column::Park | Column::Indicator | Column::Period | Column::Value))
        {
            if places[*column as usize].is_none() {
                flaws.push(Flaw::Missing(names[0]));
            }
        }
        (Self { places, width }, flaws)
    }

    /// The place of a column in a row.
    pub const fn place(&self, column: Column) -> Option<usize> {
        self.places[column as usize]
    }
}

fn named(cell: &str) -> Option<Column> {
    let name = text::clean(cell).to_lowercase().replace([' ', '-'], "_");
    NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(column, _)| *column)
}

/// What separates the cells: whichever makes most sense of the first line.
pub fn sniff(text: &str) -> u8 {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let known = |separator: &u8| {
        line.split(char::from(*separator)).filter(|cell| named(cell.trim().trim_matches('"')).is_some()).count()
    };
    // The last of equals wins `max_by_key`: the comma.
    [b'|', b'\t', b';', b','].into_iter().max_by_key(known).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::{Column, Flaw, Header, sniff};

    #[test]
    fn columns_are_known_by_many_names_in_any_order() {
        let (header, flaws) = Header::read(["Year", "园区", "指标", "OBS_VALUE", "单位", "mood"].into_iter());
        assert_eq!(flaws, [Flaw::Unknown(5)]);
        assert_eq!(header.place(Column::Park), Some(1));
        assert_eq!(header.place(Column::Period), Some(0));
        assert_eq!(header.place(Column::Value), Some(3));
        assert_eq!(header.place(Column::Note), None);
    }

    #[test]
    fn a_name_stands_in_for_an_id() {
        let (header, _) = Header::read(["name", "indicator", "year", "value"].into_iter());
        assert_eq!((header.place(Column::Park), header.place(Column::ParkName)), (Some(0), None));
        let (header, _) = Header::read(["park", "name", "indicator", "year", "value"].into_iter());
        assert_eq!((header.place(Column::Park), header.place(Column::ParkName)), (Some(0), Some(1)));
    }

    #[test]
    fn the_separator_is_the_one_that_makes_sense() {
        for (line, separator) in [
            ("park,indicator,period,value", b','),
            ("park;indicator;period;value", b';'),
            ("\n\"park\"\t\"indicator\"\t\"a,b\"", b'\t'),
            ("园区|指标|年份|数值", b'|'),
            ("", b','),
        ] {
            assert_eq!(sniff(line), separator, "{line}");
        }
    }
}
