//! The sizes of a quarter's rounds, within the bounds on a round.

/// The slots of a type of rounds in a quarter.
#[derive(Clone, Debug)]
pub struct Slots {
    /// Invitations under federal programs that each is to issue, in order of day.
    pub wanted: Vec<f64>,
    /// Nominees whom each invites before anybody else.
    pub nominees: Vec<f64>,
    /// Persons who land on an invitation under a federal program.
    pub persons: f64,
}

/// Sizes within bounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// Of each slot of each type; 0 where no round is held.
    pub sizes: Vec<Vec<u32>>,
    /// Persons whom no round can bring: too few for a round of the least size, or too many for rounds of the
    /// largest.
    pub left: f64,
}

/// Sizes from `least` to `most`. What a slot cannot invite goes to the next one of its type, then to the
/// rounds of all types that are held, in proportion to their sizes; once these are at their largest, or if
/// there are none, to one more round after another: nobody is left while a slot could take them.
pub fn place(types: &[Slots], least: f64, most: f64) -> Placed {
    let mut sizes: Vec<Vec<f64>> = Vec::with_capacity(types.len());
    let mut left = 0.0;
    for of in types {
        let (mut waiting, mut nominees) = (0.0, 0.0);
        let size = |(wanted, more): (&f64, &f64)| {
            (waiting, nominees) = (waiting + wanted, nominees + more);
            let all = waiting + nominees;
            let size = if all < least || waiting <= 0.0 { 0.0 } else { f64::min(all, most) };
            let of_nominees = f64::min(nominees, size);
            (waiting, nominees) = (waiting - (size - of_nominees), nominees - of_nominees);
            size
        };
        sizes.push(of.wanted.iter().zip(&of.nominees).map(size).collect());
        left += waiting * of.persons;
    }
    let mut left = spread(&mut sizes, types, most, left);
    while let Some(more) = one_more(&sizes, types, (least, most), left) {
        sizes[more.index][more.slot] = more.size;
        left -= (more.size - more.nominees).max(0.0) * types[more.index].persons;
    }
    let whole = |sizes: Vec<f64>| sizes.into_iter().map(|size| size.round() as u32).collect();
    Placed { sizes: sizes.into_iter().map(whole).collect(), left }
}

/// Spreads persons over the rounds that are held, up to the largest size; returns those for whom there was no
/// room.
fn spread(sizes: &mut [Vec<f64>], types: &[Slots], most: f64, left: f64) -> f64 {
    let times = times_larger(sizes, types, most, left);
    let mut room = 0.0;
    for (sizes, of) in sizes.iter_mut().zip(types) {
        for size in sizes.iter_mut().filter(|size| **size > 0.0) {
            let larger = (*size * times).min(most);
            room += (larger - *size) * of.persons;
            *size = larger;
        }
    }
    // All of them, if not every round is at its largest.
    if times.is_finite() { 0.0 } else { left - room }
}

/// How many times larger rounds are once so many persons more are spread over them in proportion, if none
/// exceeds the largest size; without end if there is no room for all.
fn times_larger(sizes: &[Vec<f64>], types: &[Slots], most: f64, left: f64) -> f64 {
    let of_type = |(sizes, of): (&Vec<f64>, &Slots)| {
        let held = sizes.iter().filter(|size| **size > 0.0);
        held.map(|size| (most / size, size * of.persons)).collect::<Vec<(f64, f64)>>()
    };
    let mut rounds: Vec<(f64, f64)> = sizes.iter().zip(types).flat_map(of_type).collect();
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
    /// Place of its type.
    index: usize,
    slot: usize,
    size: f64,
    /// Nominees who are part of the size.
    nominees: f64,
}

/// One more round that takes what is left, if that is enough for one: the last slot not held of the type that
/// wants most.
fn one_more(sizes: &[Vec<f64>], types: &[Slots], (least, most): (f64, f64), left: f64) -> Option<More> {
    let wanted = |index: usize| types[index].wanted.iter().sum::<f64>() * types[index].persons;
    let more = |index: usize| {
        let slot = sizes[index].iter().rposition(|size| *size == 0.0)?;
        let federal = left / types[index].persons;
        // Nominees of a slot that was not held are part of the next one that is. After the last that is they
        // still wait.
        let is_last = slot + 1 == sizes[index].len();
        let waiting = sizes[index].iter().zip(&types[index].nominees).rev();
        let waiting = waiting.take_while(|(size, _)| is_last && **size == 0.0);
        let nominees = waiting.map(|(_, nominees)| nominees).sum::<f64>().min(most);
        let size = (federal + nominees).min(most);
        (federal > 1e-9 && size >= least).then_some(More { index, slot, size, nominees })
    };
    (0..types.len()).filter_map(more).max_by(|a, b| wanted(a.index).total_cmp(&wanted(b.index)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slots(wanted: &[f64], persons: f64) -> Slots {
        Slots { wanted: wanted.to_vec(), nominees: vec![0.0; wanted.len()], persons }
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
        let with =
            |wanted: &[f64], nominees: &[f64]| Slots { nominees: nominees.to_vec(), ..slots(wanted, 1.0) };
        assert_eq!(place(&[with(&[500.0; 2], &[70.0; 2])], 100.0, 1_000.0), placed(&[&[570, 570]], 0.0));
        // The first is too small with its nominees, who wait; the second is at its largest and leaves 40 to
        // nobody.
        assert_eq!(place(&[with(&[300.0, 600.0], &[70.0; 2])], 400.0, 1_000.0), placed(&[&[0, 1_000]], 40.0));
        // The first, too small by itself, is held for those for whom the second has no room: its nominees are
        // part of that.
        assert_eq!(place(&[with(&[300.0, 900.0], &[70.0; 2])], 380.0, 900.0), placed(&[&[440, 900]], 0.0));
        // Nobody but nominees: no round for a federal target.
        assert_eq!(place(&[with(&[0.0], &[700.0])], 100.0, 1_000.0), placed(&[&[0]], 0.0));
    }

    #[test]
    fn a_slot_that_is_not_held_leaves_its_invitations_to_the_next() {
        // 2,000, then 4,000, then 2,000 again, which nobody else takes but the round of 4,000.
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
        // 90 invitations at 2 persons are 180; the other rounds bring 1.5 persons an invitation: 120 more, 40
        // and 80.
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
    fn nobody_is_left_while_a_slot_could_take_them() {
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
