//! How business goes.

use payment::{CaseKind, Locale};
use store::Reached;

/// The sentences of the page.
#[derive(Debug)]
pub(crate) struct Figures {
    pub(crate) title: &'static str,
    pub(crate) spans: &'static str,
    pub(crate) span: fn(u16) -> String,
    pub(crate) behind: &'static str,
    pub(crate) unreadable: &'static str,
    pub(crate) none: &'static str,
    pub(crate) zone: &'static str,
    pub(crate) numbers: &'static str,
    pub(crate) day: &'static str,
    pub(crate) payments: &'static str,
    pub(crate) amount: &'static str,
    pub(crate) attempts: &'static str,
    pub(crate) succeeded: &'static str,
    pub(crate) share: &'static str,
    pub(crate) checkouts: &'static str,
    pub(crate) stage: &'static str,
    pub(crate) method: &'static str,
    pub(crate) bank: &'static str,
    /// Cut off.
    pub(crate) count: fn(u64) -> String,
    pub(crate) percent: fn(Option<u64>) -> String,
    pub(crate) funnel: &'static str,
    /// Of how many made, how many paid, in hundredths.
    pub(crate) funnel_telling: fn(&str, &str, &str) -> String,
    pub(crate) reached: fn(Reached) -> &'static str,
    pub(crate) funnel_hint: &'static str,
    pub(crate) money: &'static str,
    /// How much, in how many payments.
    pub(crate) money_telling: fn(&str, u64) -> String,
    /// What was paid and went back later is in it.
    pub(crate) money_hint: &'static str,
    /// A picture of many days with something on one of them only.
    pub(crate) one_day: &'static str,
    pub(crate) methods: &'static str,
    pub(crate) methods_telling: &'static str,
    pub(crate) methods_none: &'static str,
    pub(crate) banks: &'static str,
    pub(crate) banks_telling: &'static str,
    pub(crate) banks_none: &'static str,
    pub(crate) time: &'static str,
    /// Half of all, nine in ten.
    pub(crate) time_telling: fn(&str, &str) -> String,
    pub(crate) time_none: &'static str,
    pub(crate) median: &'static str,
    pub(crate) nine_tenths: &'static str,
    pub(crate) took: fn(u64) -> String,
    pub(crate) cases: &'static str,
    pub(crate) case: fn(CaseKind) -> &'static str,
    pub(crate) case_column: &'static str,
}

/// The sentences in that language.
pub(crate) const fn of(locale: Locale) -> &'static Figures {
    match locale {
        Locale::EnCa => &EN,
        Locale::FrCa => &FR,
    }
}

fn grouped(number: u64, separator: char) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// The two largest units that are there, of seconds, minutes, hours and days.
fn largest_two(seconds: u64, units: [&str; 4]) -> String {
    let [second, minute, hour, day] = units;
    let part = |number: u64, unit: &str| format!("{number}\u{a0}{unit}");
    let two = |large: u64, unit: &str, small: u64, below: &str| match small {
        0 => part(large, unit),
        small => format!("{} {}", part(large, unit), part(small, below)),
    };
    match seconds {
        0..60 => part(seconds, second),
        60..3_600 => two(seconds / 60, minute, seconds % 60, second),
        3_600..86_400 => two(seconds / 3_600, hour, seconds % 3_600 / 60, minute),
        _ => two(seconds / 86_400, day, seconds % 86_400 / 3_600, hour),
    }
}

static EN: Figures = Figures {
    title: "Figures",
    spans: "Which days",
    span: |days| format!("Last {days} days"),
    behind: "Some checkouts are still being counted. Look again in a moment.",
    unreadable: "Some checkouts are not in these figures: they could not be read. Whoever runs this installation finds them with “guichet verify”.",
    none: "Nothing has happened in these days in this mode.",
    zone: "A day begins at midnight in Toronto.",
    numbers: "The numbers as a table",
    day: "Day",
    payments: "Payments",
    amount: "Amount",
    attempts: "Attempts",
    succeeded: "Brought money",
    share: "Share",
    checkouts: "Checkouts",
    stage: "Stage",
    method: "Method",
    bank: "Bank",
    count: |number| grouped(number, ','),
    percent: |percent| percent.map_or_else(|| "–".to_owned(), |percent| format!("{percent}%")),
    funnel: "From order to payment",
    funnel_telling: |made, paid, share| format!("Checkouts made: {made}; paid: {paid} ({share})."),
    reached: |reached| match reached {
        Reached::Created => "Made",
        Reached::Chosen => "Chose a method",
        Reached::AtBank => "Seen at the bank",
        Reached::Authorised => "Agreed at the bank",
        Reached::Paid => "Paid",
    },
    funnel_hint: "What is seen at the bank comes from the customer’s browser in part: it shows where people leave, and proves nothing about money. Whether a page was only looked at is not recorded.",
    money: "Money paid",
    money_telling: |amount, payments| match payments {
        1 => format!("{amount} in 1 payment."),
        payments => format!("{amount} in {} payments.", grouped(payments, ',')),
    },
    money_hint: "Money that a bank took back later stays in: it is told apart under “Money to be looked at”.",
    one_day: "Only one of these days has a payment.",
    methods: "Success by method",
    methods_telling: "Of the attempts started in these days, those that brought money.",
    methods_none: "Nobody has started to pay in these days.",
    banks: "Success by bank",
    banks_telling: "Only attempts from a linked account say at which bank they are.",
    banks_none: "No attempt of these days tells its bank.",
    time: "Time to pay",
    time_telling: |half, most| {
        format!(
            "From the start of the first attempt until the payment was known, half took {half} or less, and nine in ten {most} or less."
        )
    },
    time_none: "Nothing was paid in these days.",
    median: "Half took no longer",
    nine_tenths: "Nine in ten took no longer",
    took: |seconds| largest_two(seconds, ["s", "min", "h", "d"]),
    cases: "Money to be looked at",
    case: |kind| match kind {
        CaseKind::DuplicatePayment => "Paid twice",
        CaseKind::LatePayment => "Came too late",
        CaseKind::ReturnedPayment => "Returned by the bank",
    },
    case_column: "What happened",
};

static FR: Figures = Figures {
    title: "Statistiques",
    spans: "Période",
    span: |days| format!("{days} derniers jours"),
    behind: "Des commandes restent à compter. Revenez dans un instant.",
    unreadable: "Des commandes manquent à ces chiffres\u{a0}: elles n’ont pu être lues. La commande «\u{a0}guichet verify\u{a0}» les trouve.",
    none: "Rien ne s’est passé ces jours-là dans ce mode.",
    zone: "Un jour commence à minuit à Toronto.",
    numbers: "Les chiffres en tableau",
    day: "Jour",
    payments: "Paiements",
    amount: "Montant",
    attempts: "Tentatives",
    succeeded: "Réussies",
    share: "Part",
    checkouts: "Commandes",
    stage: "Étape",
    method: "Mode",
    bank: "Banque",
    count: |number| grouped(number, '\u{a0}'),
    percent: |percent| {
        percent.map_or_else(|| "–".to_owned(), |percent| format!("{percent}\u{a0}%"))
    },
    funnel: "De la commande au paiement",
    funnel_telling: |made, paid, share| {
        format!("Commandes créées\u{a0}: {made}; payées\u{a0}: {paid} ({share}).")
    },
    reached: |reached| match reached {
        Reached::Created => "Créées",
        Reached::Chosen => "Mode choisi",
        Reached::AtBank => "Vues à la banque",
        Reached::Authorised => "Accord à la banque",
        Reached::Paid => "Payées",
    },
    funnel_hint: "Ce qui est vu à la banque vient en partie du navigateur du client\u{a0}: cela montre où les gens partent et ne prouve rien sur l’argent. Une page simplement regardée n’est pas notée.",
    money: "Montants payés",
    money_telling: |amount, payments| match payments {
        0 | 1 => format!("{amount} en {payments} paiement."),
        payments => format!("{amount} en {} paiements.", grouped(payments, '\u{a0}')),
    },
    money_hint: "L’argent qu’une banque a repris ensuite y reste\u{a0}: il figure à part sous «\u{a0}Argent à examiner\u{a0}».",
    one_day: "Un seul de ces jours compte un paiement.",
    methods: "Réussite par mode",
    methods_telling: "Parmi les tentatives de ces jours-là, celles qui ont réussi.",
    methods_none: "Personne n’a commencé à payer ces jours-là.",
    banks: "Réussite par banque",
    banks_telling: "Seules les tentatives par un compte lié disent à quelle banque elles sont.",
    banks_none: "Aucune tentative de ces jours-là ne dit sa banque.",
    time: "Temps pour payer",
    time_telling: |half, most| {
        format!(
            "Du début de la première tentative jusqu’à ce que le paiement soit connu, la moitié a pris {half} ou moins, et neuf sur dix {most} ou moins."
        )
    },
    time_none: "Rien n’a été payé ces jours-là.",
    median: "La moitié n’a pas pris plus",
    nine_tenths: "Neuf sur dix n’ont pas pris plus",
    took: |seconds| largest_two(seconds, ["s", "min", "h", "j"]),
    cases: "Argent à examiner",
    case: |kind| match kind {
        CaseKind::DuplicatePayment => "Payé deux fois",
        CaseKind::LatePayment => "Arrivé trop tard",
        CaseKind::ReturnedPayment => "Retourné par la banque",
    },
    case_column: "Ce qui s’est passé",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_told_in_its_two_largest_units() {
        let took = |seconds| (EN.took)(seconds);
        assert_eq!(took(0), "0\u{a0}s");
        assert_eq!(took(59), "59\u{a0}s");
        assert_eq!(took(60), "1\u{a0}min");
        assert_eq!(took(150), "2\u{a0}min 30\u{a0}s");
        assert_eq!(took(7_380), "2\u{a0}h 3\u{a0}min");
        assert_eq!((FR.took)(176_400), "2\u{a0}j 1\u{a0}h");
    }

    #[test]
    fn each_language_groups_numbers_its_own_way() {
        assert_eq!((EN.count)(1_234_567), "1,234,567");
        assert_eq!((FR.count)(1_234), "1\u{a0}234");
    }
}
