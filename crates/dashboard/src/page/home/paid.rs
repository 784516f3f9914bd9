//! What came in, beside what came in before.

use app::format;
use leptos::prelude::*;
use payment::{Locale, Money};
use store::{Counted, Day, DayFigure, Figure};

use super::{Input, WEEK};
use crate::{
    figures::Sum,
    part::notice::{self, Notice},
    words::{self, home::Home},
};

/// What was paid from the first day to the last.
fn sum(figures: &[DayFigure], first: Day, last: Day) -> Sum {
    let mut sum = Sum::default();
    for one in figures {
        match one.figure {
            Figure::Paid(_) if one.day >= first && one.day <= last => {
                sum.count += one.count;
                sum.cents += one.cents;
            }
            Figure::Paid(_)
            | Figure::Reached(_)
            | Figure::Tried(_)
            | Figure::Succeeded(_)
            | Figure::TriedAt(_)
            | Figure::SucceededAt(_)
            | Figure::Took(_)
            | Figure::Case(_) => {}
        }
    }
    sum
}

fn money(cents: u64, locale: Locale) -> String {
    let cents = i64::try_from(cents).unwrap_or(i64::MAX);
    format::money(Money::from_cents(cents).unwrap_or(Money::ZERO), locale)
}

pub(super) fn view(input: &Input, locale: Locale, words: &'static Home) -> AnyView {
    let Input { today, figures, .. } = input;
    let first = today.minus(WEEK - 1);
    let day = sum(figures, *today, *today);
    let week = sum(figures, first, *today);
    let before = sum(figures, first.minus(WEEK), first.minus(1));
    let missing = missing(input.counted, locale, words);
    let compared = compared(week.cents, before.cents, words);
    view! {
        {missing}
        <section class="tiles" aria-label=words.paid>
            <div class="tile">
                <h2>{words.today}</h2>
                <div class="figure">{money(day.cents, locale)}</div>
                <p class="quiet">{(words.payments)(day.count)}</p>
            </div>
            <div class="tile">
                <h2>{words.week}</h2>
                <div class="figure">{money(week.cents, locale)}</div>
                <p class="quiet">{(words.payments)(week.count)}</p>
                <p class="quiet">
                    {(words.before)(&money(before.cents, locale))} {compared}
                </p>
            </div>
        </section>
    }
    .into_any()
}

/// What is said where not everything is in the amounts.
fn missing(counted: Counted, locale: Locale, words: &'static Home) -> Option<AnyView> {
    let told = match counted {
        Counted::All => return None,
        Counted::AllButUnreadable => words::figures::of(locale).unreadable,
        Counted::Some => words.behind,
    };
    Some(notice::view(Notice::Caution, told.to_owned()))
}

/// How much more or less, where there was something before.
fn compared(now: u64, before: u64, words: &'static Home) -> Option<AnyView> {
    let difference = u128::from(now.abs_diff(before)) * 100;
    let percent = u64::try_from(difference.checked_div(u128::from(before))?).ok()?;
    let (way, text) = match (percent, now > before) {
        (0, _) => ("same", words.same.to_owned()),
        (percent, true) => ("more", (words.more)(percent)),
        (percent, false) => ("less", (words.less)(percent)),
    };
    Some(view! { <span class="compared" data-way=way>{text}</span> }.into_any())
}

#[cfg(test)]
mod tests {
    use payment::Method;

    use super::*;

    fn paid(day: &str, cents: u64) -> DayFigure {
        DayFigure {
            day: day.parse().expect("a day"),
            figure: Figure::Paid(Method::ETransfer),
            count: 1,
            cents,
        }
    }

    #[test]
    fn a_week_is_seven_days_and_the_one_before_ends_the_day_before_it() {
        let figures = [
            paid("2026-11-07", 1),
            paid("2026-11-08", 20),
            paid("2026-11-14", 300),
            paid("2026-11-15", 4000),
            paid("2026-11-21", 50_000),
        ];
        let today: Day = "2026-11-21".parse().expect("a day");
        let first = today.minus(WEEK - 1);
        assert_eq!(sum(&figures, today, today).cents, 50_000);
        assert_eq!(sum(&figures, first, today).cents, 54_000);
        let before = sum(&figures, first.minus(WEEK), first.minus(1));
        assert_eq!((before.cents, before.count), (320, 2));
    }

    #[test]
    fn amounts_without_what_could_not_be_read_say_so_in_either_language() {
        for (locale, said) in [
            (Locale::EnCa, "Some checkouts are not in these figures"),
            (Locale::FrCa, "Des commandes manquent à ces chiffres"),
        ] {
            let words = words::home::of(locale);
            let told = |counted| missing(counted, locale, words).map(RenderHtml::to_html);
            assert!(told(Counted::All).is_none());
            let unreadable = told(Counted::AllButUnreadable).expect("it is told");
            assert!(unreadable.contains(said), "{unreadable}");
            let behind = told(Counted::Some).expect("it is told");
            assert!(behind.contains(words.behind), "{behind}");
        }
    }

    #[test]
    fn more_or_less_is_told_only_where_there_was_something_before() {
        let words = words::home::of(Locale::EnCa);
        let told = |now, before| compared(now, before, words).map(RenderHtml::to_html);
        assert!(told(500, 0).is_none());
        let more = told(150, 100).expect("it is compared");
        assert!(more.contains("50% more"), "{more}");
        let less = told(0, 100).expect("it is compared");
        assert!(less.contains("100% less"), "{less}");
        let same = told(100, 100).expect("it is compared");
        assert!(same.contains("As much"), "{same}");
    }
}
