//! The sizes of a quarter's rounds, within the bounds on a round.

/// The slots of a type of rounds in a quarter.
#[derive(Clone, Debug)]
pub struct Slots {
    /// Invitations under federal programs that each slot is to issue, in order of day.
    pub wanted: Vec<f64>,
    /// Nominees that each slot invites first.
    pub nominees: Vec<f64>,
    /// Admissions per invitation under a federal program.
    pub persons: f64,
}

impl Slots {
    /// Admissions of all wanted invitations.
    fn persons_wanted(&self) -> f64 {
        self.wanted.iter().sum::<f64>() * self.persons
    }
}

/// The sizes of the slots, within the bounds on a round.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// The size of each slot of each type; 0 where no round is held.
    pub sizes: Vec<Vec<u32>>,
    /// Admissions that no round has room for: too few for a round of the least size, or too many for rounds
    /// of the largest.
    pub left: f64,
}

/// The smallest and the largest size of a round.
#[derive(Clone, Copy, Debug)]
struct SizeRange {
    least: f64,
    most: f64,
}

/// Sets the sizes of slots, from `least` to `most`.
///
/// Invitations without room in a slot go to the next slot of its type. The rest goes to the held rounds of
/// all types, in proportion to their sizes. Once these are at the largest size, or if there are none, one
/// more round after another is held. Nothing is left while a slot has room.
pub fn place(types: &[Slots], least: f64, most: f64) -> Placed {
    let range = SizeRange { least, most };
    let mut sizes: Vec<Vec<f64>> = Vec::with_capacity(types.len());
    let mut left = 0.0;
    for slots in types {
        let filled = fill(slots, range);
        left += filled.waiting * slots.persons;
        sizes.push(filled.sizes);
    }
    let mut left = spread(&mut sizes, types, most, left);
    while let Some((place, more)) = one_more(&sizes, types, range, left) {
        sizes[place][more.slot] = more.size;
        left -= (more.size - more.nominees).max(0.0) * types[place].persons;
    }
    let whole = sizes.iter().map(|sizes| sizes.iter().map(|size| size.round() as u32).collect());
    Placed { sizes: whole.collect(), left }
}

/// The slots of one type, filled in order of day.
struct Filled {
    sizes: Vec<f64>,
    /// Invitations that no slot has room for.
    waiting: f64,
}

fn fill(slots: &Slots, range: SizeRange) -> Filled {
    let (mut waiting, mut nominees) = (0.0, 0.0);
    let mut sizes = Vec::with_capacity(slots.wanted.len());
    for (wanted, more) in slots.wanted.iter().zip(&slots.nominees) {
        (waiting, nominees) = (waiting + wanted, nominees + more);
        let all: f64 = waiting + nominees;
        let size = if all < range.least || waiting <= 0.0 { 0.0 } else { all.min(range.most) };
        let of_nominees = f64::min(nominees, size);
        (waiting, nominees) = (waiting - (size - of_nominees), nominees - of_nominees);
        sizes.push(size);
    }
    Filled { sizes, waiting }
}

/// Spreads admissions over the rounds that are held, up to the largest size. Returns those without room.
fn spread(sizes: &mut [Vec<f64>], types: &[Slots], most: f64, left: f64) -> f64 {
    let times = times_larger(sizes, types, most, left);
    let mut room = 0.0;
    for (sizes, slots) in sizes.iter_mut().zip(types) {
        for size in sizes.iter_mut().filter(|size| **size > 0.0) {
            let larger = (*size * times).min(most);
            room += (larger - *size) * slots.persons;
            *size = larger;
        }
    }
    // None is left unless every round is at its largest.
    if times.is_finite() { 0.0 } else { left - room }
}

/// The factor on the sizes of rounds at which they take so many more admissions. Sizes grow in proportion, up
/// to the largest size; the factor is infinite if there is no room for all.
fn times_larger(sizes: &[Vec<f64>], types: &[Slots], most: f64, left: f64) -> f64 {
    let mut rounds: Vec<(f64, f64)> = Vec::new();
    for (sizes, slots) in sizes.iter().zip(types) {
        let held = sizes.iter().filter(|size| **size > 0.0);
        rounds.extend(held.map(|size| (most / size, size * slots.persons)));
    }
    rounds.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut open: f64 = rounds.iter().map(|(_, persons)| persons).sum();
    let mut wanted = left + open;
    // The largest reach their bound first.
    for (bound, persons) in rounds {
        if wanted <= bound * open {
            return (wanted / open).max(1.0);
        }
        (open, wanted) = (open - persons, wanted - bound * persons);
    }
    f64::INFINITY
}

/// A round of a slot that was not held so far.
struct More {
    slot: usize,
    size: f64,
    /// Nominees who are part of the size.
    nominees: f64,
}

/// One more round for the admissions that are left, with the place of its type; none if they are too few for
/// a round. Of the types with such a slot, the one that wants the most admissions has it.
fn one_more(sizes: &[Vec<f64>], types: &[Slots], range: SizeRange, left: f64) -> Option<(usize, More)> {
    let places = types.iter().zip(sizes).enumerate();
    let open =
        places.filter_map(|(place, (slots, sizes))| Some((place, last_slot(sizes, slots, range, left)?)));
    open.max_by(|(a, _), (b, _)| types[*a].persons_wanted().total_cmp(&types[*b].persons_wanted()))
}

/// A round in the last slot of a type that is not held.
fn last_slot(sizes: &[f64], slots: &Slots, range: SizeRange, left: f64) -> Option<More> {
    let slot = sizes.iter().rposition(|size| *size == 0.0)?;
    let federal = left / slots.persons;
    // Nominees of a slot that is not held are invited by the next round that is held. After the last such
    // round they still wait.
    let is_last = slot + 1 == sizes.len();
    let waiting = sizes.iter().zip(&slots.nominees).rev();
    let waiting = waiting.take_while(|(size, _)| is_last && **size == 0.0);
    let nominees = waiting.map(|(_, nominees)| nominees).sum::<f64>().min(range.most);
    let size = (federal + nominees).min(range.most);
    (federal > 1e-9 && size >= range.least).then_some(More { slot, size, nominees })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slots(wanted: &[f64], persons: f64) -> Slots {
        Slots { wanted: wanted.to_vec(), nominees: vec![0.0; wanted.len()], persons }
    }

    fn with(wanted: &[f64], nominees: &[f64]) -> Slots {
        Slots { nominees: nominees.to_vec(), ..slots(wanted, 1.0) }
    }

    fn placed(sizes: &[&[u32]], left: f64) -> Placed {
        Placed { sizes: sizes.iter().map(|sizes| sizes.to_vec()).collect(), left }
    }

    #[test]
    fn within_the_bounds_every_slot_has_what_it_is_to_invite() {
        let types = [slots(&[500.0, 700.4], 1.5), slots(&[100.0], 1.0)];
        assert_eq!(place(&types, 100.0, 1_000.0), placed(&[&[500, 700], &[100]], 0.0));
    }

    #[test]
    fn nominees_come_on_top_of_what_is_wanted_and_wait_for_a_round() {
        assert_eq!(place(&[with(&[500.0; 2], &[70.0; 2])], 100.0, 1_000.0), placed(&[&[570, 570]], 0.0));
        // The first is too small with its nominees, who wait; the second is at its largest and has no
        // room for 40.
        assert_eq!(place(&[with(&[300.0, 600.0], &[70.0; 2])], 400.0, 1_000.0), placed(&[&[0, 1_000]], 40.0));
        // The first, too small by itself, is held for invitations without room in the second: its nominees
        // are part of that.
        assert_eq!(place(&[with(&[300.0, 900.0], &[70.0; 2])], 380.0, 900.0), placed(&[&[440, 900]], 0.0));
        // Nominees alone: no round for a federal target.
        assert_eq!(place(&[with(&[0.0], &[700.0])], 100.0, 1_000.0), placed(&[&[0]], 0.0));
    }

    #[test]
    fn a_slot_that_is_not_held_leaves_its_invitations_to_the_next() {
        // 2,000, then 4,000, then 2,000 again, which only the round of 4,000 takes.
        let types = [slots(&[2_000.0; 3], 1.0)];
        assert_eq!(place(&types, 3_000.0, 8_000.0), placed(&[&[0, 6_000, 0]], 0.0));
        // Up to its largest size: 1,000 of 6,000 are left.
        assert_eq!(place(&types, 3_000.0, 5_000.0), placed(&[&[0, 5_000, 0]], 1_000.0));
    }

    #[test]
    fn a_slot_beyond_the_largest_size_leaves_the_rest_to_the_next() {
        let types = [slots(&[1_500.0, 600.0], 1.0)];
        assert_eq!(place(&types, 1.0, 1_000.0), placed(&[&[1_000, 1_000]], 100.0));
    }

    #[test]
    fn what_a_type_is_too_small_for_goes_to_others_person_by_person() {
        // 90 invitations at 2 persons are 180; the other rounds have 1.5 admissions per invitation: 120
        // more, 40 and 80.
        let types = [slots(&[40.0, 50.0], 2.0), slots(&[1_000.0, 2_000.0], 1.5)];
        assert_eq!(place(&types, 100.0, 5_000.0), placed(&[&[0, 0], &[1_040, 2_080]], 0.0));
    }

    #[test]
    fn if_no_type_is_large_enough_one_round_takes_all() {
        // 900 persons of one type and 200 of the other: 1,100 invitations at 1 person.
        let types = [slots(&[450.0, 450.0], 1.0), slots(&[100.0], 2.0)];
        assert_eq!(place(&types, 1_000.0, 5_000.0), placed(&[&[0, 1_100], &[0]], 0.0));
        assert_eq!(place(&types, 2_000.0, 5_000.0), placed(&[&[0, 0], &[0]], 1_100.0));
        assert_eq!(place(&[], 1.0, 10.0), placed(&[], 0.0));
    }

    #[test]
    fn nothing_is_left_while_a_slot_has_room() {
        // 1,300 + 50 of 1,000, 1,000 and 1,000: a round that was too small to be held is, though for more
        // than its own.
        let types = [slots(&[1_300.0, 800.0], 1.0), slots(&[50.0, 50.0], 1.0)];
        assert_eq!(place(&types, 100.0, 1_000.0), placed(&[&[1_000, 1_000], &[0, 200]], 0.0));
        // A short gap before it wants less than the largest size, and takes it where more are wanted.
        let types = [slots(&[900.0, 1_400.0, 1_200.0], 1.0), slots(&[50.0, 60.0], 1.0)];
        assert_eq!(place(&types, 200.0, 1_000.0), placed(&[&[1_000; 3], &[0, 610]], 0.0));
        let types = [slots(&[9_000.0; 3], 1.0), slots(&[50.0, 60.0], 1.0)];
        assert_eq!(place(&types, 200.0, 1_000.0), placed(&[&[1_000; 3], &[1_000; 2]], 22_110.0));
    }

    #[test]
    fn rounds_grow_in_proportion_until_the_largest_are_full() {
        // 600 more: twice as large they would be 400, 800 and 1,600; the last is full at 1,000, which leaves
        // 400 to the others: 600 + 400 of 200 and 400 is 1.67 times.
        let sizes = [vec![200.0, 400.0], vec![800.0]];
        let types = [slots(&[200.0, 400.0], 1.0), slots(&[800.0], 1.0)];
        assert!((times_larger(&sizes, &types, 1_000.0, 600.0) - 1_000.0 / 600.0).abs() < 1e-12);
        // There is room for 1,600.
        assert_eq!(times_larger(&sizes, &types, 1_000.0, 1_600.0), 5.0);
        assert_eq!(times_larger(&sizes, &types, 1_000.0, 1_601.0), f64::INFINITY);
        assert_eq!(times_larger(&[vec![0.0]], &types[1..], 1_000.0, 1.0), f64::INFINITY);
    }
}
