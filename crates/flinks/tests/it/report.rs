//! The file of a report.

use flinks::{
    drift::DriftKind,
    report::{Column, Row, RowFault, RowProblem, read, rows},
};
use jiff::civil::date;
use proptest::prelude::*;

fn faults(file: &str) -> Vec<RowFault> {
    rows(file.as_bytes()).1
}

fn only(file: &str) -> Row {
    let (mut rows, faults) = rows(file.as_bytes());
    assert_eq!(faults, [], "{file}");
    assert_eq!(rows.len(), 1, "{file}");
    rows.remove(0)
}

#[test]
fn a_row_is_a_payment() {
    let row = only(
        "referenceId,amount,customerName,customerEmail,createdAt,completedAt\r\n\
         ORDER-1001,250.00,\"Doe, John\",john.doe@example.com,2026-11-19T15:04:05Z,2026-11-20\r\n",
    );
    assert_eq!(row.line, 2);
    assert_eq!(row.reference.as_str(), "ORDER-1001");
    assert_eq!(row.amount.cents(), 25_000);
    assert_eq!(
        row.customer.as_ref().map(payment::Name::as_str),
        Some("Doe, John")
    );
    assert_eq!(
        row.email.as_ref().map(payment::Email::as_str),
        Some("john.doe@example.com")
    );
    assert_eq!(row.created, Some(date(2026, 11, 19)));
    assert_eq!(row.completed, Some(date(2026, 11, 20)));
}

#[test]
fn headings_are_found_whatever_their_case_spaces_and_order() {
    for heading in [
        "Amount,Reference ID",
        "AMOUNT , REFERENCE_ID",
        "\u{feff}amount,reference-id",
        "Total\nAmount,referenceId",
    ] {
        let row = only(&format!("{heading}\n1.5,A\n"));
        assert_eq!((row.amount.cents(), row.reference.as_str()), (150, "A"));
        assert_eq!((row.customer, row.completed), (None, None), "{heading}");
    }
}

#[test]
fn a_line_of_totals_may_stand_above_the_heading() {
    let row = only("Total,2,\"1,250.00\"\n\nreferenceId,amount\nA,\"$1,250.00\"\n");
    assert_eq!((row.line, row.amount.cents()), (4, 125_000));
}

#[test]
fn every_bad_line_is_told_and_the_good_ones_are_kept() {
    let file = "referenceId,amount,customerName,customerEmail,createdAt\n\
                A,1.00,,,\n\
                ,1.00,,,\n\
                C,,,,\n\
                D,1.005,,,\n\
                E,-1.00,,,\n\
                F,1.00,,not-an-address,\n\
                G,1.00,,,20/11/2026\n\
                H\n\
                I,2.00,Ann Lee,a@example.com,2026-11-20 10:00,more,cells\n";
    let (rows, faults) = rows(file.as_bytes());
    let kept: Vec<&str> = rows.iter().map(|row| row.reference.as_str()).collect();
    assert_eq!(kept, ["A", "I"]);
    use Column::{Amount, Created, Email, Reference};
    use RowProblem::{Missing, Unreadable};
    let expected = [
        (3, Missing(Reference)),
        (4, Missing(Amount)),
        (5, Unreadable(Amount)),
        (6, Unreadable(Amount)),
        (7, Unreadable(Email)),
        (8, Unreadable(Created)),
        (9, Missing(Amount)),
    ]
    .map(|(line, problem)| RowFault { line, problem });
    assert_eq!(faults, expected);
    assert_eq!(
        faults[4].to_string(),
        "line 7: customerEmail cannot be read"
    );
}

#[test]
fn lines_are_counted_however_they_end() {
    for end in ["\n", "\r\n"] {
        let file = [
            "Total,1",
            "referenceId,amount",
            "A,x",
            "",
            "\"B\nC\",1.00",
            "D,y",
        ]
        .join(end);
        let lines: Vec<u64> = faults(&file).iter().map(|fault| fault.line).collect();
        assert_eq!(lines, [3, 5, 7], "{end:?}");
    }
}

#[test]
fn a_column_that_is_not_known_is_a_surprise_and_is_passed_over() {
    let report = read(b"referenceId,Net Fee,amount,payor's mother\nA,9,1.00,x\n");
    assert_eq!(report.rows.len(), 1);
    let drift: Vec<(DriftKind, &str)> = report
        .drift
        .iter()
        .map(|drift| (drift.kind, drift.word.as_str()))
        .collect();
    assert_eq!(
        drift,
        [
            (DriftKind::Field, "Net_Fee"),
            (DriftKind::Field, "unreadable")
        ]
    );
}

#[test]
fn a_file_without_a_heading_has_no_rows() {
    for file in ["", "\n\n", "A,1.00\n", "referenceId\nA\n", "<html></html>"] {
        assert_eq!(
            faults(file),
            [RowFault {
                line: 1,
                problem: RowProblem::NoHeading
            }],
            "{file:?}"
        );
    }
}

#[test]
fn a_line_that_is_not_text_is_one_bad_line() {
    let (rows, faults) = rows(b"referenceId,amount,customerName\nA,1.00,\xff\nB,2.00,\n");
    assert_eq!(rows.len(), 1);
    assert_eq!(
        faults,
        [RowFault {
            line: 2,
            problem: RowProblem::Unreadable(Column::Customer)
        }]
    );
}

#[test]
fn amounts_for_people_are_read_exactly_or_not_at_all() {
    let amount = |cell: &str| {
        let file = format!("referenceId,amount\nA,\"{cell}\"\n");
        rows(file.as_bytes())
            .0
            .first()
            .map(|row| row.amount.cents())
    };
    for (cell, cents) in [
        ("0.01", 1),
        ("$5", 500),
        ("1,234,567.8", 123_456_780),
        ("12,345", 1_234_500),
    ] {
        assert_eq!(amount(cell), Some(cents), "{cell}");
    }
    for cell in [
        "1,23", ",123", "1234,567", "1,234,", "1.2.3", "12 345", "1e3", "$",
    ] {
        assert_eq!(amount(cell), None, "{cell}");
    }
}

#[test]
fn what_is_bad_is_not_repeated() {
    let file = "referenceId,amount,customerEmail\nA,1.00,canary\n";
    assert!(!format!("{:?}", faults(file)).contains("canary"));
}

proptest! {
    #[test]
    fn no_file_makes_it_panic(file: Vec<u8>, tail in "[A-Z0-9.,\"\n]{0,80}") {
        let _ = read(&file);
        let _ = read(format!("referenceId,amount,createdAt\n{tail}").as_bytes());
    }

    #[test]
    fn every_row_that_is_written_is_read(cents in 0_i64..10_000_000_000, names in prop::collection::vec("[A-Z]{1,8}", 1..20)) {
        let amount = payment::Money::from_cents(cents).expect("not negative");
        let lines: String = names.iter().map(|name| format!("{name},{amount}\n")).collect();
        let (rows, faults) = rows(format!("referenceId,amount\n{lines}").as_bytes());
        prop_assert_eq!(faults, []);
        let read: Vec<&str> = rows.iter().map(|row| row.reference.as_str()).collect();
        prop_assert_eq!(read, names);
        prop_assert!(rows.iter().all(|row| row.amount == amount));
    }
}
