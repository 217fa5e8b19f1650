//! Groups of the differences of two scenarios.

/// A group of the differences of two scenarios, whose effects are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DifferenceGroup {
    /// Who arrives, and how many.
    Inflow,
    /// Points, programs and the rules of invitations: the law without its categories.
    Rules,
    /// The calendar of rounds of programs, and the sizes of all rounds that the planner sizes.
    Sizes,
    /// Categories and their rounds.
    Categories,
    /// Numbers of nominations and the rules of the provinces.
    Nominations,
    /// What candidates do to raise their score, and their answers to invitations.
    Behaviour,
    /// What ends a stay in the pool or an application.
    Exits,
}

impl DifferenceGroup {
    /// Every group, in the order of results.
    pub const ALL: [DifferenceGroup; 7] = [
        DifferenceGroup::Inflow,
        DifferenceGroup::Rules,
        DifferenceGroup::Sizes,
        DifferenceGroup::Categories,
        DifferenceGroup::Nominations,
        DifferenceGroup::Behaviour,
        DifferenceGroup::Exits,
    ];

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            DifferenceGroup::Inflow => "inflow",
            DifferenceGroup::Rules => "rules",
            DifferenceGroup::Sizes => "sizes",
            DifferenceGroup::Categories => "categories",
            DifferenceGroup::Nominations => "nominations",
            DifferenceGroup::Behaviour => "behaviour",
            DifferenceGroup::Exits => "exits",
        }
    }

    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// A set of groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct GroupSet(u8);

impl GroupSet {
    /// No group.
    pub const NONE: GroupSet = GroupSet(0);

    /// Whether it holds a group.
    pub fn contains(self, group: DifferenceGroup) -> bool {
        self.0 & group.bit() != 0
    }

    /// The set with another group.
    #[must_use]
    pub fn with(self, group: DifferenceGroup) -> GroupSet {
        GroupSet(self.0 | group.bit())
    }

    /// The groups, in the order of results.
    pub fn groups(self) -> Vec<DifferenceGroup> {
        DifferenceGroup::ALL.into_iter().filter(|group| self.contains(*group)).collect()
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl FromIterator<DifferenceGroup> for GroupSet {
    fn from_iter<I: IntoIterator<Item = DifferenceGroup>>(groups: I) -> GroupSet {
        groups.into_iter().fold(GroupSet::NONE, GroupSet::with)
    }
}
