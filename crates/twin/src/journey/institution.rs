use serde::{Deserialize, Serialize};

use crate::name;

/// A bank that the journey offers. All but the provider's own test bank are invented.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Institution {
    /// The provider's test bank `[PAY-start]`.
    FlinksCapital,
    /// Invented, as are all that follow.
    Boreal,
    Cabot,
    Caisse,
    Cedar,
    Fjord,
    Harbour,
    Prairie,
    RedRiver,
    Rideau,
    Tamarack,
}

/// What a bank is called and known by.
struct Facts {
    name: &'static str,
    /// The bank's part of addresses and class names.
    slug: &'static str,
    /// Where it is from, or what it is: English, French.
    note: [&'static str; 2],
    /// Its number. Assumption: numbers that no real institution has.
    code: &'static str,
    /// Its sign: the path of a drawing 24 units wide and high.
    sign: &'static str,
}

impl Institution {
    /// Every bank, the test bank first, the others by name.
    pub(crate) const ALL: [Self; 11] = [
        Self::FlinksCapital,
        Self::Boreal,
        Self::Cabot,
        Self::Caisse,
        Self::Fjord,
        Self::Harbour,
        Self::Cedar,
        Self::Prairie,
        Self::RedRiver,
        Self::Rideau,
        Self::Tamarack,
    ];

    const fn facts(self) -> Facts {
        match self {
            Self::FlinksCapital => Facts {
                name: "Flinks Capital",
                slug: "flinks-capital",
                note: ["Test institution", "Institution d’essai"],
                code: "777",
                sign: "M6 4h13l-3 4.5h-6V11h5.5l-2.8 4.2H10V20H6z",
            },
            Self::Boreal => Facts {
                name: "Boreal Bank",
                slug: "boreal",
                note: ["Yellowknife", "Yellowknife"],
                code: "901",
                sign: "M2.5 19.5 9 7l3.6 6.9L15 10l6.5 9.5z",
            },
            Self::Cabot => Facts {
                name: "Cabot Atlantic",
                slug: "cabot",
                note: ["St. John’s", "St. John’s"],
                code: "902",
                sign: "M11 2.5h2V5h3v2h-3v10.8c2.7-.4 4.7-2.4 5.3-4.8H16l4-4.5 1.5 4.5c-.6 4.8-4.6 8.5-9.5 8.5S3.1 17.8 2.5 13L4 8.5 8 13H5.7c.6 2.4 2.6 4.4 5.3 4.8V7H8V5h3z",
            },
            Self::Caisse => Facts {
                name: "Caisse Saint-Laurent",
                slug: "caisse",
                note: ["Trois-Rivières", "Trois-Rivières"],
                code: "903",
                sign: "M12 2.5 21 7.5v9L12 21.5 3 16.5v-9zM12 6.3 6.4 9.4v5.2L12 17.7l5.6-3.1V9.4z",
            },
            Self::Cedar => Facts {
                name: "Pacific Cedar Bank",
                slug: "cedar",
                note: ["Victoria", "Victoria"],
                code: "904",
                sign: "M12 2 6.5 9.5H9L5 15h5.5v6h3v-6H19l-4-5.5h2.5z",
            },
            Self::Fjord => Facts {
                name: "Banque du Fjord",
                slug: "fjord",
                note: ["Saguenay", "Saguenay"],
                code: "905",
                sign: "M2 9c2.5-3 5-3 7.5-.5s5 2.5 7.5 0c1.7-1.7 3.3-2.2 5-1.5v4c-1.7-.7-3.3-.2-5 1.5-2.5 2.5-5 2.5-7.5 0S4.5 10 2 13zm0 7c2.5-3 5-3 7.5-.5s5 2.5 7.5 0c1.7-1.7 3.3-2.2 5-1.5v4c-1.7-.7-3.3-.2-5 1.5-2.5 2.5-5 2.5-7.5 0S4.5 17 2 20z",
            },
            Self::Harbour => Facts {
                name: "Harbourlight Credit Union",
                slug: "harbour",
                note: ["Halifax", "Halifax"],
                code: "906",
                sign: "M10 2h4l1 5h-6zM8.7 8.5h6.6L17.5 22h-11zM2 4.5l5 1.8V8L2 9.5zm20 0-5 1.8V8l5 1.5z",
            },
            Self::Prairie => Facts {
                name: "Prairie Sky Credit Union",
                slug: "prairie",
                note: ["Saskatoon", "Saskatoon"],
                code: "907",
                sign: "M12 4a6 6 0 0 1 6 6H6a6 6 0 0 1 6-6zM2 12h20v2.5H2zm3 4h14v2H5zm3 3.5h8v1.5H8z",
            },
            Self::RedRiver => Facts {
                name: "Red River Savings",
                slug: "red-river",
                note: ["Winnipeg", "Winnipeg"],
                code: "908",
                sign: "M8 2h5c-2.5 4 4 5.5 4 10.5 0 4-3.5 5.5-3 9.5H8c-1.5-5 3.5-6.5 3.5-10C11.5 8.5 6 7 8 2z",
            },
            Self::Rideau => Facts {
                name: "Rideau Trust",
                slug: "rideau",
                note: ["Ottawa", "Ottawa"],
                code: "909",
                sign: "M12 2.5 21.5 8v2h-19V8zM4.5 11.5h3v6h-3zm6 0h3v6h-3zm6 0h3v6h-3zM2.5 19h19v2.5h-19z",
            },
            Self::Tamarack => Facts {
                name: "Tamarack Direct",
                slug: "tamarack",
                note: ["Online bank", "Banque en ligne"],
                code: "910",
                sign: "M13.5 2 4.5 13.5h6L9 22l10-12.5h-6.5z",
            },
        }
    }

    /// Its name, the same in both languages.
    pub(crate) const fn name(self) -> &'static str {
        self.facts().name
    }

    /// Its part of addresses and class names.
    pub(crate) const fn slug(self) -> &'static str {
        self.facts().slug
    }

    /// Its number.
    pub(crate) const fn code(self) -> &'static str {
        self.facts().code
    }

    /// The path of its sign.
    pub(crate) const fn sign(self) -> &'static str {
        self.facts().sign
    }

    /// What stands under its name.
    pub(crate) const fn note(self, locale: payment::Locale) -> &'static str {
        let [english, french] = self.facts().note;
        match locale {
            payment::Locale::EnCa => english,
            payment::Locale::FrCa => french,
        }
    }

    /// The bank that a form names.
    pub(crate) fn by_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|bank| bank.slug() == slug)
    }

    /// Whether a search finds it; accents and case do not matter.
    pub(crate) fn is_found_by(self, search: &str) -> bool {
        name::folded(self.name()).contains(&name::folded(search))
    }
}
