//! Keyed random streams: a sample depends on its person, purpose and occasion, never on the order of
//! sampling.
//!
//! The start of a stream is one block of Philox4x64-7, a counter-based generator (Salmon and others,
//! "Parallel random numbers: as easy as 1, 2, 3", SC 2011), with the key (seed, replication) and the counter
//! (person, purpose, occasion): a new purpose or one more person changes no other sample. After that block,
//! numbers come from xoshiro256++ (Blackman and Vigna, "Scrambled linear pseudorandom number generators",
//! 2021), whose state is just that block.

use std::convert::Infallible;
use std::sync::LazyLock;

use rand::TryRng;
use rand_distr::{Distribution, StandardNormal};
use statrs::distribution::{ContinuousCDF, Normal};

/// What a sample is for. A new purpose goes at the end: the numbers are part of every result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u64)]
pub enum Purpose {
    /// How many persons of an arrival stream arrive on a day, and when.
    Arrival = 1,
    /// Who a person is.
    Profile = 2,
    /// The clocks that start with a stay in the pool, each at its own place of the stream.
    Stay = 5,
    /// The return of a person who left the pool.
    Return = 6,
    /// Language retest.
    Retest = 7,
    /// One more year of Canadian work.
    WorkAnniversary = 8,
    /// A provincial nomination.
    Nomination = 10,
    /// What a person does with an invitation.
    Response = 11,
    /// The common over-dispersion of a month's arrivals.
    Month = 12,
    /// Membership of a population sampled at scale.
    Scale = 13,
    /// The decision on an application, and its day.
    Processing = 14,
    /// Whether a learner of French reaches the level sooner, near a cutoff.
    French = 15,
    /// Departure from Canada at the end of a permit to work.
    StatusLoss = 16,
    /// A spouse's language test.
    SpouseTest = 17,
    /// A new language test or assessment of education when the old one is no longer valid.
    Renewal = 18,
    /// How long a job offer found in the pool lasts.
    JobOffer = 19,
    /// Citizenship, for reports alone.
    Citizenship = 20,
    /// Who stays when the first pool is fitted to published numbers.
    Fit = 21,
    /// Which rounds a resample of a backtest holds.
    Resample = 22,
    /// The size of a round whose size is not stated.
    RoundSize = 23,
    /// Starts of a calibration, and members of a calibrated population.
    Calibration = 24,
    /// The model error of a path of a forecast.
    ModelError = 25,
    /// An order in which the differences of two scenarios are exchanged.
    Permutation = 26,
    /// Points of a design of an experiment.
    Design = 27,
}

/// The root of all streams of one replication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Randomness {
    seed: u64,
    replication: u64,
}

impl Randomness {
    /// The randomness of a replication (counted from 0) under a seed.
    pub fn new(seed: u64, replication: u32) -> Randomness {
        Randomness { seed, replication: u64::from(replication) }
    }

    /// The seed of the run.
    pub fn seed(self) -> u64 {
        self.seed
    }

    /// The replication, counted from 0.
    pub fn replication(self) -> u32 {
        self.replication as u32
    }

    /// The stream of one person (or place) for one purpose on one occasion.
    // Left to itself the compiler inlines it or not as other code changes, which is a tenth of a run's
    // instructions.
    #[inline(always)]
    pub fn stream(self, person: u64, purpose: Purpose, occasion: u64) -> Stream {
        Stream(philox::<ROUNDS>([0, person, purpose as u64, occasion], [self.seed, self.replication]))
    }
}

/// A keyed sequence of random words: the state of xoshiro256++. A state of zeros would give zeros for ever; a
/// block is zero with a chance of one in 2^256.
///
/// The crate `rand` has the same generator. It takes its state as bytes and tests it, which costs a run 2 %
/// of its instructions; a test compares the words.
#[derive(Clone, Debug)]
pub struct Stream([u64; 4]);

impl Stream {
    /// A uniform number in (0, 1): never an end, so that logarithms and quantiles are finite.
    #[inline]
    pub fn uniform(&mut self) -> f64 {
        ((self.word() >> 11) as i64 as f64 + 0.5) * (1.0 / (1u64 << 53) as f64)
    }

    /// Two uniform numbers from one word: 32 bits are fine enough for shares and clocks.
    #[inline]
    pub fn pair(&mut self) -> [Sample; 2] {
        let word = self.word();
        [Sample(word as u32), Sample((word >> 32) as u32)]
    }

    /// Five standard normal numbers from one word, computed when they are read.
    #[inline]
    pub fn five_normals(&mut self) -> FiveNormals {
        FiveNormals(self.word())
    }

    /// A standard exponential number, by inversion.
    #[inline]
    pub fn exponential(&mut self) -> f64 {
        -self.uniform().ln()
    }

    /// A standard normal number.
    #[inline]
    pub fn normal(&mut self) -> f64 {
        StandardNormal.sample(self)
    }

    /// True with the given probability.
    #[inline]
    pub fn chance(&mut self, probability: f64) -> bool {
        self.uniform() < probability
    }

    /// A whole number in `0..below`, uniform up to a bias under 2^-32 for the ranges used here.
    ///
    /// # Panics
    /// If `below` is 0.
    #[inline]
    pub fn below(&mut self, below: u32) -> u32 {
        assert!(below > 0, "a range to sample from must not be empty");
        ((u128::from(self.word()) * u128::from(below)) >> 64) as u32
    }

    #[inline]
    fn word(&mut self) -> u64 {
        let [mut a, mut b, mut c, mut d] = self.0;
        let word = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let shifted = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        self.0 = [a, b, c ^ shifted, d.rotate_left(45)];
        word
    }
}

/// A uniform random number of 32 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample(pub u32);

impl Sample {
    /// The number in (0, 1), never an end.
    #[inline]
    pub fn uniform(self) -> f64 {
        (f64::from(self.0) + 0.5) * (1.0 / (1u64 << 32) as f64)
    }

    /// A whole number in `0..below`, uniform up to a bias of `below` in 2^32.
    #[inline]
    pub fn below(self, below: u32) -> u32 {
        ((u64::from(self.0) * u64::from(below)) >> 32) as u32
    }

    /// True with the given probability.
    #[inline]
    pub fn is_below(self, probability: f64) -> bool {
        self.uniform() < probability
    }
}

/// Five standard normal numbers, each the middle of one of 2,048 equally likely parts of the distribution.
/// That is fine enough where they are rounded to whole levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FiveNormals(u64);

impl FiveNormals {
    /// The numbers.
    #[inline]
    pub fn numbers(self) -> [f32; 5] {
        let quantiles = &*NORMAL;
        [0, 11, 22, 33, 44].map(|shift| quantiles[(self.0 >> shift) as usize % QUANTILES])
    }
}

impl TryRng for Stream {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok((self.word() >> 32) as u32)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.word())
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.word().to_le_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}

const QUANTILES: usize = 2048;

/// The middles, by probability, of equally likely parts of the standard normal distribution.
static NORMAL: LazyLock<[f32; QUANTILES]> = LazyLock::new(|| {
    let normal = Normal::standard();
    std::array::from_fn(|part| normal.inverse_cdf((part as f64 + 0.5) / QUANTILES as f64) as f32)
});

/// Seven rounds pass every test that ten do (Salmon and others, table 2), for seven tenths of the time.
const ROUNDS: usize = 7;
const MULTIPLIERS: [u64; 2] = [0xD2E7_470E_E14C_6C93, 0xCA5A_8263_9512_1157];
const WEYL: [u64; 2] = [0x9E37_79B9_7F4A_7C15, 0xBB67_AE85_84CA_A73B];

#[inline(always)]
fn philox<const ROUNDS: usize>(mut counter: [u64; 4], mut key: [u64; 2]) -> [u64; 4] {
    for round in 0..ROUNDS {
        if round > 0 {
            key[0] = key[0].wrapping_add(WEYL[0]);
            key[1] = key[1].wrapping_add(WEYL[1]);
        }
        let first = u128::from(MULTIPLIERS[0]) * u128::from(counter[0]);
        let second = u128::from(MULTIPLIERS[1]) * u128::from(counter[2]);
        counter = [
            (second >> 64) as u64 ^ counter[1] ^ key[0],
            second as u64,
            (first >> 64) as u64 ^ counter[3] ^ key[1],
            first as u64,
        ];
    }
    counter
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::rngs::Xoshiro256PlusPlus;
    use rand::{Rng, SeedableRng};

    /// Known answers of the reference implementation, Random123 `kat_vectors`, philox4x64 with 7 and with 10
    /// rounds.
    #[test]
    fn philox_gives_the_reference_answers() {
        assert_eq!(
            philox::<7>([0; 4], [0; 2]),
            [0x5dc8ee6268ec62cd, 0x139bc570b6c125a0, 0x84d6deb4fb65f49e, 0xaff7583376d378c2]
        );
        assert_eq!(
            philox::<10>([0; 4], [0; 2]),
            [0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b]
        );
        assert_eq!(
            philox::<10>([u64::MAX; 4], [u64::MAX; 2]),
            [0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0]
        );
        assert_eq!(
            philox::<10>(
                [0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89],
                [0x452821e638d01377, 0xbe5466cf34e90c6c]
            ),
            [0xa528f45403e61d95, 0x38c72dbd566e9788, 0xa5a1610e72fd18b5, 0x57bd43b5e52b7fe6]
        );
    }

    #[test]
    fn words_are_those_of_the_same_generator_in_rand() {
        let mut stream = Randomness::new(1, 2).stream(3, Purpose::Profile, 4);
        let seed: Vec<u8> = stream.0.iter().flat_map(|word| word.to_le_bytes()).collect();
        let mut expected = Xoshiro256PlusPlus::from_seed(seed.try_into().unwrap());
        for _ in 0..100 {
            assert_eq!(stream.word(), expected.next_u64());
        }
    }

    #[test]
    fn a_stream_depends_on_each_part_of_its_key() {
        let root = Randomness::new(1, 2);
        let first = root.stream(3, Purpose::Profile, 4).uniform();
        assert_eq!(first, Randomness::new(1, 2).stream(3, Purpose::Profile, 4).uniform());
        for other in [
            Randomness::new(9, 2).stream(3, Purpose::Profile, 4),
            Randomness::new(1, 9).stream(3, Purpose::Profile, 4),
            root.stream(9, Purpose::Profile, 4),
            root.stream(3, Purpose::Retest, 4),
            root.stream(3, Purpose::Profile, 9),
        ] {
            assert_ne!(first, other.clone().uniform());
        }
    }

    #[test]
    fn uniform_numbers_have_the_mean_and_variance_of_their_law() {
        let mut stream = Randomness::new(7, 0).stream(1, Purpose::Arrival, 0);
        let count = 1_000_000;
        let samples: Vec<f64> = (0..count).map(|_| stream.uniform()).collect();
        let mean = samples.iter().sum::<f64>() / f64::from(count);
        let variance = samples.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / f64::from(count);
        assert!((mean - 0.5).abs() < 4.0 * (1.0 / 12.0_f64 / f64::from(count)).sqrt(), "{mean}");
        assert!(
            (variance - 1.0 / 12.0).abs() < 4.0 * (1.0 / 180.0_f64 / f64::from(count)).sqrt(),
            "{variance}"
        );
    }

    #[test]
    fn five_normals_have_the_moments_of_the_law_and_are_independent() {
        let mut stream = Randomness::new(7, 0).stream(1, Purpose::Profile, 0);
        let count = 200_000;
        let samples: Vec<[f64; 5]> =
            (0..count).map(|_| stream.five_normals().numbers().map(f64::from)).collect();
        let mean =
            |value: &dyn Fn(&[f64; 5]) -> f64| samples.iter().map(value).sum::<f64>() / f64::from(count);
        let error = |variance: f64| 4.0 * (variance / f64::from(count)).sqrt();
        for one in 0..5 {
            assert!(mean(&|x| x[one]).abs() < error(1.0));
            // The middles of parts have a little less variance than the law: 0.0006 for 2,048 of them.
            assert!((mean(&|x| x[one].powi(2)) - 1.0).abs() < error(2.0) + 0.001);
            assert!((mean(&|x| x[one].powi(4)) - 3.0).abs() < error(96.0) + 0.02);
            for other in 0..one {
                assert!(mean(&|x| x[one] * x[other]).abs() < error(1.0));
            }
        }
    }

    /// Literal outputs: a change here changes every result.
    #[test]
    fn samplers_are_stable_in_value() {
        let mut stream = Randomness::new(42, 0).stream(5, Purpose::Stay, 1);
        let values = [stream.uniform(), stream.exponential(), f64::from(stream.below(1000))];
        assert_eq!(values, STABLE);
    }
    const STABLE: [f64; 3] = [0.8935184182026414, 0.1959703886733258, 72.0];
}
