use app::brand::{Line, MAX_NOTE, MAX_TITLE, OwnWords, Said, takes_title};
use payment::{Locale, Screen};

use super::request::wrong;
use crate::{
    api::fields::{Faults, Field, Fields, REQUIRED, Wrong},
    problem::FaultCode,
};

/// Reads what a shop says in its own words: by screen, then by language. A screen on which it
/// says something says it in both.
pub(super) fn read(field: Field, faults: &mut Faults) -> OwnWords {
    let mut words = OwnWords::default();
    let Some(mut fields) = Fields::of(field, faults) else {
        return words;
    };
    for screen in Screen::ALL {
        let Some(field) = fields.take(screen.as_str()) else {
            continue;
        };
        let at = field.at.clone();
        let Some(mut languages) = Fields::of(field, faults) else {
            continue;
        };
        let said = Locale::ALL.map(|locale| {
            let said = languages
                .take(locale.tag())
                .and_then(|field| read_said(screen, field, faults));
            (locale, said)
        });
        languages.close(faults);
        for (locale, said) in said {
            match said {
                Some(said) => words.say(screen, locale, said),
                None => faults.add_first(&at.field(locale.tag()), REQUIRED),
            }
        }
    }
    fields.close(faults);
    words
}

fn read_said(screen: Screen, field: Field, faults: &mut Faults) -> Option<Said> {
    let mut fields = Fields::of(field, faults)?;
    let said = Said {
        title: fields.text("title", faults, |text| {
            if takes_title(screen) {
                text.parse::<Line<MAX_TITLE>>().map_err(wrong)
            } else {
                Err(Wrong::new(
                    FaultCode::Unsupported,
                    "cannot be yours: what this screen says of money is never replaced; use note",
                ))
            }
        }),
        note: fields.text("note", faults, |text| {
            text.parse::<Line<MAX_NOTE>>().map_err(wrong)
        }),
    };
    fields.close(faults);
    Some(said)
}
