//! Making a row ready: splitting its first cell, and naming its series by its dimensions.

use csv::ByteRecord;

use crate::load::{layout::Step, shape::Dimensions};

impl Step {
    /// Whether rows are ready as they are.
    pub const fn is_nothing(&self) -> bool {
        self.split.is_none() && self.series.is_none()
    }

    /// The row with its first cell split and the cells of its series at the end. `width` is where those begin.
    pub fn ready(&self, record: &ByteRecord, width: usize) -> ByteRecord {
        let mut ready = ByteRecord::with_capacity(record.as_slice().len() * 2, width + 4);
        let mut cells = record.iter();
        if let Some(places) = self.split {
            let first = cells.next().unwrap_or_default();
            let mut parts = first.split(|byte| *byte == b',');
            for _ in 0..places {
                ready.push_field(parts.next().unwrap_or_default().trim_ascii());
            }
        }
        cells.for_each(|cell| ready.push_field(cell));
        let Some(series) = &self.series else { return ready };
        while ready.len() < width {
            ready.push_field(b"");
        }
        // What is more than the width is told elsewhere; the series has its place.
        ready.truncate(width);
        series.add_to(&mut ready)
    }

    /// The place in the file of a cell of the ready row.
    pub fn origin(&self, nth: usize) -> usize {
        let nth = match &self.series {
            Some(series) if nth >= series.width => series.codes.first().copied().unwrap_or(0),
            _ => nth,
        };
        match self.split {
            Some(places) if nth < places => 0,
            Some(places) => nth - places + 1,
            None => nth,
        }
    }
}

impl Dimensions {
    /// The series' id, its description, its status and the park's name, as cells at the end.
    fn add_to(&self, ready: &mut ByteRecord) -> ByteRecord {
        let text = |at: usize| String::from_utf8_lossy(ready.get(at).unwrap_or_default()).trim().to_owned();
        let split = |at: usize| {
            let cell = text(at);
            match cell.split_once(": ").filter(|_| self.is_both) {
                Some((code, name)) => (code.to_owned(), name.to_owned()),
                None => (cell, String::new()),
            }
        };
        let flow = self.flow.map(|at| flow_name(&split(at).0)).or_else(|| self.flow_name.clone());
        let codes: Vec<(String, String)> = self.codes.iter().map(|at| split(*at)).collect();
        let said = |code: &str| !matches!(code, "" | "_Z" | "_T" | "~" | "Not applicable");
        let ids = codes.iter().map(|(code, _)| code.as_str()).filter(|code| said(code));
        let id = flow.as_deref().into_iter().chain(ids).collect::<Vec<_>>().join(".");
        let labels = self.labels.iter().map(|at| text(*at)).chain(codes.iter().map(|(_, name)| name.clone()));
        let name = labels.filter(|label| said(label)).collect::<Vec<_>>().join(", ");
        let withheld = self.withheld.map(|at| split(at).0);
        let mut status = self.status.map(|at| split(at).0).unwrap_or_default();
        if withheld.is_some_and(|withheld| matches!(withheld.as_str(), "C" | "N" | "S" | "D" | "P")) {
            status.push('Q');
        }
        let park = self.park.map(|at| split(at).1).unwrap_or_default();
        let mut out = std::mem::take(ready);
        for cell in [id, name, status, park] {
            out.push_field(cell.as_bytes());
        }
        if self.is_both { self.halved(&out) } else { out }
    }

    /// The row with the ids alone in the cells that hold both.
    fn halved(&self, record: &ByteRecord) -> ByteRecord {
        let mut out = ByteRecord::with_capacity(record.as_slice().len(), record.len());
        for (at, cell) in record.iter().enumerate() {
            let colon =
                cell.windows(2).position(|pair| pair == b": ").filter(|_| at < self.width && !self.whole.contains(&at));
            out.push_field(colon.map_or(cell, |colon| cell.get(..colon).unwrap_or(cell)));
        }
        out
    }
}

/// `ESTAT:TEC00118(1.0)` is TEC00118, `OECD.GOV:DSD_GOV@DF_GOV(1.0)` is `DF_GOV`.
fn flow_name(text: &str) -> String {
    let text = text.rsplit_once([':', '@']).map_or(text, |(_, name)| name);
    text.split('(').next().unwrap_or(text).trim().to_owned()
}
