use app::brand::takes_title;
use payment::{Locale, Screen};

/// A page that a shop's lawyers want to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Legal {
    /// Terms of sale.
    Terms,
    /// What becomes of personal data.
    Privacy,
    /// How money comes back.
    Refund,
}

impl Legal {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Terms, Self::Privacy, Self::Refund];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Terms => "terms",
            Self::Privacy => "privacy",
            Self::Refund => "refund",
        }
    }
}

/// What of a look is filled in as one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What customers know the shop as.
    Name,
    /// The name behind it.
    LegalName,
    /// The domain that is shown.
    Domain,
    /// The main colour.
    Primary,
    /// What the grounds lean to.
    Tint,
    /// Links and marks.
    Accent,
    /// The main colour by night.
    NightPrimary,
    /// What the grounds lean to by night.
    NightTint,
    /// Links and marks by night.
    NightAccent,
    /// By which light.
    Scheme,
    /// How round.
    Radius,
    /// How large.
    TypeScale,
    /// What words are set in.
    Font,
    /// What headings are set in.
    HeadingFont,
    /// Where to write.
    Email,
    /// Whom to call.
    Phone,
    /// The shop's own page for help.
    HelpPage,
    /// A page to be read, in a language.
    Link(Legal, Locale),
    /// The shop's own heading of a screen.
    Title(Screen, Locale),
    /// What the shop adds on a screen.
    Note(Screen, Locale),
}

impl Part {
    const SINGLE: [Self; 17] = [
        Self::Name,
        Self::LegalName,
        Self::Domain,
        Self::Primary,
        Self::Tint,
        Self::Accent,
        Self::NightPrimary,
        Self::NightTint,
        Self::NightAccent,
        Self::Scheme,
        Self::Radius,
        Self::TypeScale,
        Self::Font,
        Self::HeadingFont,
        Self::Email,
        Self::Phone,
        Self::HelpPage,
    ];

    /// Every field that there is, in the order in which they stand.
    pub fn all() -> impl Iterator<Item = Self> {
        let links = Legal::ALL
            .into_iter()
            .flat_map(|legal| Locale::ALL.map(|locale| Self::Link(legal, locale)));
        let words = Screen::ALL.into_iter().flat_map(Self::of_screen);
        Self::SINGLE.into_iter().chain(links).chain(words)
    }

    /// What a shop can say on a screen.
    pub(super) fn of_screen(screen: Screen) -> impl Iterator<Item = Self> {
        let titles = Locale::ALL.map(|locale| Self::Title(screen, locale));
        let notes = Locale::ALL.map(|locale| Self::Note(screen, locale));
        let titles = titles.into_iter().filter(move |_| takes_title(screen));
        titles.chain(notes)
    }

    /// Its name in the form: where the API's branding has it, with dots between.
    #[must_use]
    pub fn name(self) -> String {
        let of_screen = |screen: Screen, locale: Locale, what| {
            format!("words.{}.{}.{what}", screen.as_str(), locale.tag())
        };
        let name = match self {
            Self::Name => "name",
            Self::LegalName => "legal_name",
            Self::Domain => "domain",
            Self::Primary => "palette.primary",
            Self::Tint => "palette.tint",
            Self::Accent => "palette.accent",
            Self::NightPrimary => "palette.dark.primary",
            Self::NightTint => "palette.dark.tint",
            Self::NightAccent => "palette.dark.accent",
            Self::Scheme => "scheme",
            Self::Radius => "radius",
            Self::TypeScale => "type_scale",
            Self::Font => "font",
            Self::HeadingFont => "heading_font",
            Self::Email => "support.email",
            Self::Phone => "support.phone",
            Self::HelpPage => "support.url",
            Self::Link(legal, locale) => {
                return format!("links.{}.{}", legal.as_str(), locale.tag());
            }
            Self::Title(screen, locale) => return of_screen(screen, locale, "title"),
            Self::Note(screen, locale) => return of_screen(screen, locale, "note"),
        };
        name.to_owned()
    }

    /// The field that a fault of the API's branding is about, by where the fault is.
    #[must_use]
    pub fn at(pointer: &str) -> Option<Self> {
        let place = pointer.strip_prefix('/')?.replace('/', ".");
        let exact = Self::all().find(|part| part.name() == place);
        // Of a whole language of a screen, it is the note that can be said anywhere.
        exact.or_else(|| {
            let below = format!("{place}.");
            let mut parts = Self::all().filter(|part| part.name().starts_with(&below));
            let first = parts.next()?;
            let note = parts.find(|part| matches!(part, Self::Note(..)));
            Some(note.unwrap_or(first))
        })
    }

    /// The language of what is written there, where it is one of two.
    pub(super) const fn language(self) -> Option<Locale> {
        match self {
            Self::Link(_, locale) | Self::Title(_, locale) | Self::Note(_, locale) => Some(locale),
            Self::Name
            | Self::LegalName
            | Self::Domain
            | Self::Primary
            | Self::Tint
            | Self::Accent
            | Self::NightPrimary
            | Self::NightTint
            | Self::NightAccent
            | Self::Scheme
            | Self::Radius
            | Self::TypeScale
            | Self::Font
            | Self::HeadingFont
            | Self::Email
            | Self::Phone
            | Self::HelpPage => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_found_by_where_its_fault_is() {
        for part in Part::all() {
            let pointer = format!("/{}", part.name().replace('.', "/"));
            assert_eq!(Part::at(&pointer), Some(part));
        }
        let note = |screen| Part::Note(screen, Locale::FrCa);
        assert_eq!(Part::at("/words/paid/fr-CA"), Some(note(Screen::Paid)));
        assert_eq!(Part::at("/words/choose/fr-CA"), Some(note(Screen::Choose)));
        let terms = Part::Link(Legal::Terms, Locale::EnCa);
        assert_eq!(Part::at("/links/terms"), Some(terms));
        for nothing in ["", "/", "/moon", "/words/moon/fr-CA"] {
            assert_eq!(Part::at(nothing), None, "{nothing:?}");
        }
    }
}
