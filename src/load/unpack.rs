//! gzip and zstd, told by their first bytes and unpacked no further than any table of figures goes.

use std::io::{self, Read};

use flate2::read::MultiGzDecoder;

/// The most bytes one file may unpack to.
pub const LARGEST: u64 = 4 << 30;
/// No table of figures packs better than this; what does is a bomb.
const MOST_RATIO: u64 = 1000;
/// Below this the ratio says nothing.
const SMALL: u64 = 64 << 20;

/// What a file is packed with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Packing {
    None,
    Gzip,
    Zstd,
}

impl Packing {
    /// What the first bytes of a file say.
    pub const fn of(head: &[u8]) -> Self {
        match head {
            [0x1F, 0x8B, ..] => Self::Gzip,
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Self::Zstd,
            _ => Self::None,
        }
    }

    /// Its name for people; none where there is nothing to say.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Gzip => Some("gzip"),
            Self::Zstd => Some("zstd"),
        }
    }

    /// The bytes as they were before packing. `size` is how many packed ones there are.
    pub fn unpack<'a>(self, packed: Box<dyn Read + Send + 'a>, size: u64) -> io::Result<Box<dyn Read + Send + 'a>> {
        Ok(match self {
            Self::None => packed,
            Self::Gzip => Box::new(Bounded::new(MultiGzDecoder::new(packed), size)),
            Self::Zstd => Box::new(Bounded::new(zstd::Decoder::new(packed)?, size)),
        })
    }
}

/// Stops what unpacks to more than it should.
struct Bounded<R> {
    inner: R,
    read: u64,
    most: u64,
}

impl<R> Bounded<R> {
    fn new(inner: R, packed: u64) -> Self {
        Self { inner, read: 0, most: packed.saturating_mul(MOST_RATIO).clamp(SMALL, LARGEST) }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buf)?;
        self.read += read as u64;
        if self.read > self.most {
            return Err(io::Error::other(format!(
                "it unpacks to more than {} MB; unpack it yourself if that is what it should hold",
                self.most >> 20
            )));
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use super::Packing;

    fn unpacked(packed: &[u8]) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let packing = Packing::of(packed);
        packing.unpack(Box::new(packed), packed.len() as u64)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    }

    #[test]
    fn packed_text_comes_back() {
        let text = "园区,值\n青山,1\n".as_bytes();
        assert_eq!(unpacked(&gzip(text)).unwrap(), text);
        assert_eq!(unpacked(&[gzip(text), gzip(text)].concat()).unwrap().len(), 2 * text.len(), "members join");
        assert_eq!(unpacked(&zstd::encode_all(text, 1).unwrap()).unwrap(), text);
        assert_eq!(unpacked(text).unwrap(), text);
    }

    #[test]
    fn a_bomb_is_stopped_and_a_torn_file_is_an_error() {
        let bomb = zstd::encode_all(vec![0; 100 << 20].as_slice(), 1).unwrap();
        assert!(bomb.len() < 1 << 20);
        assert!(unpacked(&bomb).unwrap_err().to_string().contains("64 MB"));
        let whole = gzip(&[7; 10_000]);
        assert!(unpacked(&whole[..whole.len() / 2]).is_err());
    }
}
