//! Files changed for the worse, the same way every time.

/// What is put where it does not belong.
const FOREIGN: &[&[u8]] = &[
    b"\"",
    b"\0",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\\",
    b",",
    b"\t",
    b";",
    b"\r",
    b"\n\n",
    b"\xFF",
    b"\x1B[31m",
    "\u{202E}".as_bytes(),
    "万".as_bytes(),
    "年".as_bytes(),
    b"(",
    b")",
    b"[[",
    b"{",
    b"}",
    b"999999999999999999999",
    b"1e308",
    b"-",
    b": ",
    b"[YR",
];

/// Ways to change a file, one after another: xorshift, from a seed its name gives.
pub struct Changes {
    state: u64,
}

impl Changes {
    /// The changes of a file of that name.
    pub fn of(name: &str) -> Self {
        let seed = name
            .bytes()
            .fold(0xCBF2_9CE4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3));
        Self { state: seed | 1 }
    }

    fn below(&mut self, most: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        if most == 0 { 0 } else { (self.state % most as u64) as usize }
    }

    /// The file after one to three changes.
    pub fn change(&mut self, whole: &[u8]) -> Vec<u8> {
        let mut bytes = whole.to_vec();
        for _ in 0..=self.below(3) {
            self.once(&mut bytes);
        }
        bytes
    }

    fn once(&mut self, bytes: &mut Vec<u8>) {
        let (at, length) = (self.below(bytes.len() + 1), self.below(40));
        let end = (at + length).min(bytes.len());
        match self.below(7) {
            0 => bytes.truncate(at),
            1 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << self.below(8);
                }
            }
            2 => drop(bytes.drain(at..end)),
            3 => {
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
            4 => {
                let cell = [b'1', b'x', b' ', b'/', b'"'][self.below(5)];
                bytes.splice(at..at, vec![cell; 2000]);
            }
            5 => {
                let other = self.below(bytes.len() + 1);
                let moved = bytes[at..end].to_vec();
                bytes.splice(other..other, moved);
            }
            _ => {
                let foreign = FOREIGN[self.below(FOREIGN.len())];
                bytes.splice(at..at, foreign.iter().copied());
            }
        }
    }
}
