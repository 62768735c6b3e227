//! How long a thread has worked, for tests of what takes out of all proportion: a machine that is busy with other things, or
//! was stopped meanwhile, is no reason to fail.

use std::{
    fs,
    sync::LazyLock,
    time::{Duration, Instant},
};

/// The work of a thread from here on.
pub struct Work(Duration);

impl Work {
    pub fn begins() -> Self {
        Self(so_far())
    }

    /// The time this thread has spent on a processor since; where the system does not tell, the time that has passed.
    pub fn took(&self) -> Duration {
        so_far().saturating_sub(self.0)
    }
}

fn so_far() -> Duration {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| BEGUN.elapsed(), Duration::from_nanos)
}

#[test]
fn counting_is_work() {
    let (work, mut last) = (Work::begins(), 1_u64);
    while work.took().is_zero() {
        last = last.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
    }
    assert_ne!(last, 1);
}
