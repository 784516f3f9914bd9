/// How much a criterion asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    A,
    Aa,
    Aaa,
}

/// A success criterion of WCAG 2.2.
#[derive(Debug)]
pub(super) struct Criterion {
    /// Its number, such as `1.4.10`.
    pub(super) number: &'static str,
    pub(super) name: &'static str,
    pub(super) level: Level,
    /// How it is met, in a sentence.
    pub(super) how: &'static str,
    pub(super) met: Met,
}

/// Why anybody should believe it.
#[derive(Debug)]
pub(super) enum Met {
    /// Tests show it.
    Shown(&'static [Shown]),
    /// What it is about is not there, or it leaves out pages like ours.
    Absent,
}

/// A test, by its file from the root of the sources and by its name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    pub(super) file: &'static str,
    pub(super) test: &'static str,
}

/// Criteria that WCAG 2.2 added to 2.1.
const NEW: [&str; 9] = [
    "2.4.11", "2.4.12", "2.4.13", "2.5.7", "2.5.8", "3.2.6", "3.3.7", "3.3.8", "3.3.9",
];

impl Criterion {
    /// The clause of EN 301 549 V3.2.1 that asks for the same.
    pub(super) fn clause(&self) -> String {
        match self.level {
            Level::A | Level::Aa if NEW.contains(&self.number) => "not in V3.2.1".to_owned(),
            Level::A | Level::Aa => format!("9.{}", self.number),
            Level::Aaa => "AAA".to_owned(),
        }
    }
}

impl Met {
    /// The tests that show it.
    pub(super) fn shown(&self) -> &'static [Shown] {
        match self {
            Met::Shown(tests) => tests,
            Met::Absent => &[],
        }
    }
}

impl Shown {
    /// The file's name without its folders and endings.
    pub(super) fn short(&self) -> &'static str {
        let name = self.file.rsplit('/').next().unwrap_or(self.file);
        name.split('.').next().unwrap_or(name)
    }
}
