//! Breadth first through every place that can be reached.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque, hash_map::Entry},
    sync::OnceLock,
    time::Instant,
};

use payment::{Checkout, Command, NotificationKind, Screen, screen};

use super::{
    alphabet::commands,
    ending::ends,
    law::{Law, Objection, Step, claimed_as_it_must_be},
    passing::passings,
    place::{NAMES, NOW, Place},
    reach::{Reach, is_sayable, reach},
    said::{Said, beginnings, say},
    works::{Task, Works, carry_out},
};

/// What was found on the walk.
pub(super) struct Walk {
    pub(super) places: HashMap<Place, u32>,
    pub(super) transitions: u64,
    /// Commands that were refused, or that changed nothing.
    pub(super) unmoved: u64,
    pub(super) screens: BTreeSet<&'static str>,
    pub(super) told: BTreeSet<NotificationKind>,
    objections: BTreeMap<Law, String>,
    way_back: Vec<(u32, How)>,
}

/// How a place was first reached.
#[derive(Clone, Copy, Debug)]
enum How {
    /// By the command of that number.
    Said(u16),
    Done(Task),
    Passed(&'static str),
}

/// The walk, walked once for all that ask about it.
#[expect(
    clippy::print_stdout,
    reason = "how far it went is what a person wants to see of it"
)]
pub(super) fn walk() -> &'static Walk {
    static WALK: OnceLock<Walk> = OnceLock::new();
    WALK.get_or_init(|| {
        let began = Instant::now();
        let walk = Walk::walked(reach());
        println!(
            "the walk: {} places, {} transitions, {} commands without effect, {:.1?}",
            walk.places.len(),
            walk.transitions,
            walk.unmoved,
            began.elapsed()
        );
        walk
    })
}

impl Walk {
    fn walked(reach: Reach) -> Self {
        let mut walk = Self {
            places: HashMap::new(),
            transitions: 0,
            unmoved: 0,
            screens: BTreeSet::new(),
            told: BTreeSet::new(),
            objections: BTreeMap::new(),
            way_back: Vec::new(),
        };
        let mut queue = VecDeque::new();
        for (checkout, works) in beginnings() {
            walk.screens.insert(screen(&checkout).as_str());
            let place = Place::of(&checkout, checkout.created_at, works);
            walk.reach(&mut queue, place, 0, || How::Passed("the beginning"));
        }
        let commands = commands(NAMES);
        let mut ending = HashSet::new();
        while let Some((place, number)) = queue.pop_front() {
            // Who walks often wants to know soon.
            if reach == Reach::Few && !walk.objections.is_empty() {
                break;
            }
            walk.expand(&mut queue, &place, number, &commands, reach);
            if !ends(place, &mut ending) {
                walk.object(number, (Law::EndsByItself, "nothing ends it"), "waiting");
            }
        }
        walk
    }

    fn expand(
        &mut self,
        queue: &mut VecDeque<(Place, u32)>,
        place: &Place,
        number: u32,
        commands: &[Command],
        reach: Reach,
    ) {
        let checkout = place.checkout(NAMES);
        for (command, n) in commands.iter().zip(0..) {
            if !is_sayable(&checkout, place.works, command, reach) {
                continue;
            }
            let said = self.say(number, &checkout, place.works, command);
            if let Some(said) = said {
                let next = Place::of(&said.checkout, NOW, said.works);
                self.reach(queue, next, number, || How::Said(n));
            }
        }
        for task in place.works.tasks() {
            for outcome in carry_out(task, &checkout) {
                let said = outcome
                    .command
                    .and_then(|command| self.say(number, &checkout, place.works, &command));
                let (after, mut works) = said.map_or_else(
                    || (checkout.clone(), place.works),
                    |said| (said.checkout, said.works),
                );
                if outcome.is_done {
                    works = works.without(task);
                }
                self.transitions += 1;
                let next = Place::of(&after, NOW, works);
                self.reach(queue, next, number, || How::Done(task));
            }
        }
        for (what, next) in passings(place) {
            self.transitions += 1;
            self.reach(queue, next, number, || How::Passed(what));
        }
    }

    /// Says a command, holds what follows against the laws, and answers what changed.
    fn say(
        &mut self,
        number: u32,
        checkout: &Checkout,
        works: Works,
        command: &Command,
    ) -> Option<Said> {
        let said = say(checkout, works, command, NOW);
        let answer = said.as_ref().map(|said| said.events.len());
        if let Err(objection) = claimed_as_it_must_be(checkout, command, answer) {
            self.object(number, objection, command);
        }
        let Some(said) = said.ok().filter(|said| !said.events.is_empty()) else {
            self.unmoved += 1;
            return None;
        };
        self.transitions += 1;
        let step = Step {
            before: checkout,
            command,
            events: &said.events,
            after: &said.checkout,
            works: said.works,
            told: &said.told,
            now: NOW,
        };
        if let Some(objection) = step.objection() {
            self.object(number, objection, command);
        }
        self.screens.insert(screen(&said.checkout).as_str());
        self.told.extend(&said.told);
        Some(said)
    }

    fn reach(
        &mut self,
        queue: &mut VecDeque<(Place, u32)>,
        place: Place,
        from: u32,
        how: impl FnOnce() -> How,
    ) {
        let number = u32::try_from(self.places.len()).expect("few enough to count");
        if let Entry::Vacant(free) = self.places.entry(place) {
            free.insert(number);
            self.way_back.push((from, how()));
            queue.push_back((place, number));
        }
    }

    fn object(&mut self, number: u32, (law, why): Objection, last: impl std::fmt::Debug) {
        if self.objections.contains_key(&law) {
            return;
        }
        let mut way = vec![format!("{last:?}")];
        let mut at = number;
        while at != 0 {
            let (from, how) = &self.way_back[usize::try_from(at).expect("an index")];
            way.push(match how {
                How::Said(n) => format!("{:?}", commands(NAMES)[usize::from(*n)]),
                How::Done(task) => format!("{task:?} is carried out"),
                How::Passed(what) => (*what).to_owned(),
            });
            at = *from;
        }
        way.reverse();
        let way = way.join("\n  ");
        self.objections
            .insert(law, format!("{why}, after\n  {way}"));
    }

    /// Fails with the shortest way to where the law was broken, if it was anywhere.
    #[track_caller]
    pub(super) fn upholds(&self, law: Law) {
        if let Some(objection) = self.objections.get(&law) {
            panic!("{law:?}: {objection}");
        }
    }

    /// The screens that nothing led to.
    pub(super) fn screens_never_shown(&self) -> Vec<&'static str> {
        Screen::ALL
            .iter()
            .map(|screen| screen.as_str())
            .filter(|name| !self.screens.contains(name))
            .collect()
    }
}
