//! A store in one file, from which it is there again at once: its columns are mapped where they lie and not read.
//!
//! Columns first, each from a multiple of 64 bytes on, then the words (the catalogue, the problems, what rows say besides),
//! then the table of these parts with their lengths and digests, and last the sign by which the file is known. Numbers are
//! little-endian. What is torn, of another build or of another machine is refused, and whoever asked reads the tables again.

use std::{
    io::{self, Write},
    sync::{Arc, OnceLock},
};

use polars_arrow::bitmap::Bitmap;
use polars_buffer::Buffer;
pub use polars_utils::mmap::MMapSemaphore as Mapped;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::{
    Store,
    frame::{Frame, Pieces},
    growth_of,
    summary::Counts,
    weight::Weights,
};
use crate::{
    error::{Error, Result},
    model::{
        Catalog, Problem,
        dataset::File,
        observation::{Spans, Texts},
    },
};

/// The last bytes of the file.
const SIGN: &[u8; 16] = b"zonescope store\n";
/// Parts begin at multiples of this, so that any number may be read where it lies.
const STEP: usize = 64;
/// Columns of numbers, which rows have what, cells, and words.
const PARTS: usize = 10;
/// The table of parts, its own digest, and the sign.
const TAIL: usize = PARTS * 24 + 8 + SIGN.len();
/// From so many bytes on several threads look whether it is whole.
const LARGE: usize = if cfg!(test) { 64 << 10 } else { 16 << 20 };
/// Numbers are turned into bytes so many at a time.
const CHUNK: usize = 1 << 14;

/// What is not a column of numbers.
#[derive(Deserialize, Serialize)]
struct Words<Catalog, Files, Problems, Spans, Texts, Counts> {
    catalog: Catalog,
    files: Files,
    problems: Problems,
    spans: Spans,
    texts: Texts,
    counts: Counts,
}

/// Where a part lies, and its digest.
#[derive(Clone, Copy, Default)]
struct Part {
    start: u64,
    length: u64,
    digest: u64,
}

impl Store {
    /// Writes all of it, for [`Store::thaw`].
    ///
    /// # Errors
    /// What writing says, and where a unit cannot be told in words.
    pub fn freeze(&self, out: &mut dyn Write) -> Result<()> {
        let columns = self.frame.columns();
        let mut out = Parts { out, at: 0, table: vec![] };
        let write = |out: &mut Parts<'_>| -> io::Result<()> {
            out.put(columns.parks, u32::to_le_bytes)?;
            out.put(columns.periods, i32::to_le_bytes)?;
            out.put(columns.values, f64::to_le_bytes)?;
            out.put(columns.about, u32::to_le_bytes)?;
            out.put(columns.sources, u32::to_le_bytes)?;
            out.put(columns.lines, u32::to_le_bytes)?;
            out.put(&bits(columns.values, |value| !value.is_nan()), |byte| [byte])?;
            out.put(&bits(columns.sources, |source| source != u32::MAX), |byte| [byte])?;
            out.put(self.frame.cells(), u16::to_le_bytes)?;
            let words = postcard::to_stdvec(&Words {
                catalog: &self.catalog,
                files: &self.files,
                problems: &self.problems,
                spans: self.frame.spans(),
                texts: self.frame.texts(),
                counts: &self.counts,
            });
            out.put(&words.map_err(io::Error::other)?, |byte| [byte])?;
            out.close()
        };
        write(&mut out).map_err(Error::Write)
    }

    /// The store of a file; none where it is no whole one of this form.
    pub fn thaw(Frozen(whole): Frozen) -> Option<Self> {
        let parts = parts_of(&whole)?;
        let of = |part: &Part| whole.get(part.start as usize..)?.get(..part.length as usize);
        let words = || {
            let words: Words<Catalog, Vec<File>, Vec<Problem>, Spans, Texts, Counts> =
                postcard::from_bytes(of(&parts[9])?).ok()?;
            Some(Words { catalog: words.catalog.indexed(), ..words })
        };
        let is_as_written = |part: &Part| of(part).is_some_and(|bytes| xxh3_64(bytes) == part.digest);
        // Other threads have to be started first, which takes longer than to read a little.
        let (words, is_whole) = if whole.len() < LARGE {
            (words(), parts.iter().all(is_as_written))
        } else {
            rayon::join(words, || parts.par_iter().all(is_as_written))
        };
        let Words { catalog, files, problems, spans, texts, counts } = words.filter(|_| is_whole)?;
        let narrow = whole.clone().try_transmute::<u32>().ok()?;
        let numbers = |part: &Part| slice(&narrow, part);
        let rows = numbers(&parts[0])?.len();
        let frame = Frame::of_pieces(Pieces {
            parks: numbers(&parts[0])?,
            periods: slice(&whole.clone().try_transmute::<i32>().ok()?, &parts[1])?,
            values: slice(&whole.clone().try_transmute::<f64>().ok()?, &parts[2])?,
            about: numbers(&parts[3])?,
            sources: numbers(&parts[4])?,
            lines: numbers(&parts[5])?,
            has_value: which(of(&parts[6])?, rows),
            has_source: which(of(&parts[7])?, rows),
            cells: slice(&whole.clone().try_transmute::<u16>().ok()?, &parts[8])?.to_vec(),
            texts,
            spans,
        })?;
        let growth = growth_of(&catalog);
        let published = frame.len();
        let (frame, doubts) = (Arc::new(frame), OnceLock::new());
        Some(Self { catalog, files, problems, frame, counts, growth, published, doubts, weights: Weights::default() })
    }
}

/// All that is in a file: mapped, or read.
pub struct Frozen(Buffer<u8>);

impl From<Mapped> for Frozen {
    fn from(file: Mapped) -> Self {
        Self(Buffer::from_owner(file))
    }
}

impl From<Vec<u8>> for Frozen {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Buffer::from(bytes))
    }
}

/// A file being written part by part.
struct Parts<'a> {
    out: &'a mut dyn Write,
    at: u64,
    table: Vec<Part>,
}

impl Parts<'_> {
    fn put<T: Copy, const N: usize>(&mut self, values: &[T], bytes: impl Fn(T) -> [u8; N]) -> io::Result<()> {
        let (start, mut digest, mut chunk) = (self.at, Xxh3::new(), Vec::with_capacity(CHUNK * N));
        for values in values.chunks(CHUNK) {
            chunk.clear();
            chunk.extend(values.iter().flat_map(|value| bytes(*value)));
            digest.update(&chunk);
            self.out.write_all(&chunk)?;
            self.at += chunk.len() as u64;
        }
        self.table.push(Part { start, length: self.at - start, digest: digest.digest() });
        self.fill(0)
    }

    /// Goes on to where a part may begin, with so many bytes to come before.
    fn fill(&mut self, more: usize) -> io::Result<()> {
        let over = (self.at as usize + more) % STEP;
        let missing = (STEP - over) % STEP;
        self.out.write_all(&[0; STEP][..missing])?;
        self.at += missing as u64;
        Ok(())
    }

    fn close(&mut self) -> io::Result<()> {
        self.fill(TAIL)?;
        let numbers = self.table.iter().flat_map(|part| [part.start, part.length, part.digest]);
        let table: Vec<u8> = numbers.flat_map(u64::to_le_bytes).collect();
        let digest = xxh3_64(&table);
        let out = &mut self.out;
        out.write_all(&table)?;
        out.write_all(&digest.to_le_bytes())?;
        out.write_all(SIGN)
    }
}

/// The table of parts at the end of a file; none where it is none of ours, or torn.
fn parts_of(whole: &[u8]) -> Option<[Part; PARTS]> {
    let tail = whole.len().checked_sub(TAIL).and_then(|start| whole.get(start..))?;
    let (table, rest) = tail.split_at(PARTS * 24);
    let (digest, sign) = rest.split_at(8);
    if sign != SIGN || digest != xxh3_64(table).to_le_bytes() || cfg!(target_endian = "big") {
        return None;
    }
    let mut numbers = table.chunks_exact(8).map(|number| u64::from_le_bytes(number.try_into().expect("eight bytes")));
    let mut parts = [Part::default(); PARTS];
    for part in &mut parts {
        let mut next = || numbers.next().unwrap_or_default();
        *part = Part { start: next(), length: next(), digest: next() };
    }
    Some(parts)
}

/// The numbers of a part, where they lie.
fn slice<T: Clone>(all: &Buffer<T>, part: &Part) -> Option<Buffer<T>> {
    let size = size_of::<T>() as u64;
    if !(part.start.is_multiple_of(size) && part.length.is_multiple_of(size)) {
        return None;
    }
    let (start, length) = ((part.start / size) as usize, (part.length / size) as usize);
    let end = start.checked_add(length).filter(|end| *end <= all.len())?;
    Some(all.clone().sliced(start..end))
}

/// A bit for each of the values, the first the lowest; nothing where all are so.
fn bits<T: Copy>(values: &[T], is_so: impl Fn(T) -> bool) -> Vec<u8> {
    if values.iter().all(|value| is_so(*value)) {
        return vec![];
    }
    let byte = |eight: &[T]| eight.iter().rev().fold(0, |byte, value| byte << 1 | u8::from(is_so(*value)));
    values.chunks(8).map(byte).collect()
}

/// Those bits again; none where all are so.
fn which(bytes: &[u8], rows: usize) -> Option<Bitmap> {
    Bitmap::try_new(bytes.to_vec(), rows).ok().filter(|_| !bytes.is_empty())
}

#[cfg(test)]
mod tests {
    use std::io::{Seek, SeekFrom, Write};

    use super::{Mapped, Store, TAIL, bits, which};
    use crate::{
        load::{Input, Request, load},
        model::FactId,
    };

    fn store(input: Input) -> Store {
        Store::build(load(&Request::from(input)).unwrap()).unwrap()
    }

    fn mapped(bytes: &[u8]) -> Option<Store> {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file.seek(SeekFrom::Start(0)).unwrap();
        let mapped = Store::thaw(Mapped::new_from_file(&file).ok()?.into());
        let read = Store::thaw(bytes.to_vec().into());
        assert_eq!(mapped.is_some(), read.is_some());
        mapped
    }

    fn frozen(store: &Store) -> Vec<u8> {
        let mut bytes = vec![];
        store.freeze(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn everything_is_there_again() {
        let folder = |name: &str| Input::Path(format!("tests/fixtures/{name}").into());
        for input in [Input::Embedded, folder("tiny"), folder("plans"), folder("odd"), folder("bad"), folder("shapes")]
        {
            let (store, name) = (store(input.clone()), format!("{input:?}"));
            let bytes = frozen(&store);
            let again = mapped(&bytes).unwrap();
            assert_eq!(store.len(), again.len(), "{name}");
            for row in (0..store.len()).map(FactId::at) {
                let (one, other) = (store.observation(row), again.observation(row));
                assert_eq!(format!("{one:?}"), format!("{other:?}"), "{name}");
            }
            assert_eq!((store.problems(), store.files()), (again.problems(), again.files()), "{name}");
            assert_eq!(
                (store.summary(), &store.counts, &store.growth),
                (again.summary(), &again.counts, &again.growth)
            );
            let (one, other) = (store.catalog(), again.catalog());
            let lists = |catalog: &crate::model::Catalog| {
                let crate::model::Catalog { parks, indicators, sources, groups, remarks, schemes, .. } = catalog;
                format!("{parks:?} {indicators:?} {sources:?} {groups:?} {remarks:?} {schemes:?}")
            };
            assert_eq!(lists(one), lists(other), "{name}");
            for (slug, id) in one.parks.iter().map(|park| &park.slug).zip(one.park_ids()) {
                assert_eq!(other.park_by_slug(slug), Some(id));
            }
            assert_eq!(bytes, frozen(&again), "{name}: frozen again it is the same");
            let answer = |store: &Store| {
                format!("{:?}", store.query("SELECT count(value), count(source) FROM facts", crate::model::Lang::Zh))
            };
            assert_eq!(answer(&store), answer(&again), "{name}: the same is missing");
        }
    }

    #[test]
    fn what_is_torn_is_no_store() {
        let whole = frozen(&store(Input::Path("tests/fixtures/tiny".into())));
        assert!(mapped(&whole).is_some());
        assert!(mapped(&[]).is_none() && mapped(b"zonescope store\n").is_none());
        for length in (0..whole.len()).step_by(37) {
            assert!(mapped(&whole[..length]).is_none(), "{length}");
        }
        for at in whole.len() - TAIL..whole.len() {
            let mut torn = whole.clone();
            torn[at] ^= 0x80;
            assert!(mapped(&torn).is_none(), "{at}");
        }
    }

    #[test]
    fn bits_say_which_values_are_so() {
        let check = |values: &[u32]| {
            let bits = which(&bits(values, |value| value > 0), values.len());
            let found: Vec<bool> = bits.map_or_else(|| vec![true; values.len()], |bits| bits.iter().collect());
            assert_eq!(found, values.iter().map(|value| *value > 0).collect::<Vec<_>>());
        };
        check(&[]);
        check(&[1, 2, 3]);
        check(&[0, 1, 0, 0, 1, 1, 1, 1, 0, 9, 0]);
    }
}
