use super::*;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn figure(on: &str, figure: Figure, count: u64, cents: u64) -> DayFigure {
    DayFigure {
        day: day(on),
        figure,
        count,
        cents,
    }
}

#[test]
fn days_together_say_what_each_says_and_days_without_anything_are_there() {
    let (first, last) = (day("2026-11-01"), day("2026-11-03"));
    let eft = Method::Eft;
    let summary = Summary::of(
        &[
            figure("2026-11-01", Figure::Reached(Reached::Created), 5, 0),
            figure("2026-11-03", Figure::Reached(Reached::Created), 2, 0),
            figure("2026-11-03", Figure::Reached(Reached::Paid), 1, 0),
            figure("2026-11-01", Figure::Tried(eft), 3, 0),
            figure("2026-11-03", Figure::Succeeded(eft), 1, 0),
            figure("2026-11-01", Figure::TriedAt("A".into()), 1, 0),
            figure("2026-11-01", Figure::TriedAt("B".into()), 2, 0),
            figure("2026-11-03", Figure::SucceededAt("B".into()), 1, 0),
            figure("2026-11-03", Figure::Took(Took::of(90)), 1, 0),
            figure("2026-11-03", Figure::Paid(eft), 1, 25_000),
            figure("2026-11-03", Figure::Case(CaseKind::LatePayment), 1, 700),
            figure("2026-11-04", Figure::Paid(eft), 9, 9),
        ],
        first,
        last,
    );
    assert_eq!(summary.funnel.map(|(_, count)| count), [7, 0, 0, 0, 1]);
    let share = |of, count| Share { of, count };
    assert_eq!(summary.methods, [(eft, share(3, 1))]);
    assert_eq!(
        summary.banks,
        [("B".to_owned(), share(2, 1)), ("A".to_owned(), share(1, 0))]
    );
    let cents: Vec<_> = summary.days.iter().map(|day| day.paid.cents).collect();
    assert_eq!(cents, [0, 0, 25_000]);
    assert_eq!(
        summary.paid,
        Sum {
            count: 1,
            cents: 25_000
        }
    );
    assert_eq!(summary.median, Some(Took::of(90)));
    assert_eq!(
        summary.cases,
        [(
            CaseKind::LatePayment,
            Sum {
                count: 1,
                cents: 700
            }
        )]
    );
}

#[test]
fn nothing_is_nothing_and_not_a_division_by_it() {
    let today = day("2026-11-03");
    let summary = Summary::of(&[], Span::Week.first(today), today);
    assert!(summary.is_empty());
    assert_eq!(summary.days.len(), 7);
    assert_eq!(Share::default().percent(), None);
    assert_eq!(
        Share {
            of: 1_000,
            count: 999
        }
        .percent(),
        Some(99)
    );
}

#[test]
fn an_address_names_one_of_three_spans() {
    for span in Span::ALL {
        assert_eq!(Span::of(&span.days().to_string()), Some(span));
    }
    assert_eq!(Span::of("365"), None);
}
