//! Why a bank sent a debit back `[E-fail]`.
//!
//! The provider's older troubleshooting page has other meanings for the same numbers, which
//! contradict both this table and the standard that it cites. They are not used.

use std::{fmt, str::FromStr};

/// The code with which a bank returns a debit: three digits of the Canadian standard.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReturnCode {
    /// A code of the provider's table.
    Documented(Documented),
    /// Three digits that the table does not have.
    Unknown(Unknown),
}

/// A code of the provider's table. Only [`ReturnCode`] makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Documented(u16);

/// A code that is not in the provider's table. Only [`ReturnCode`] makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unknown(u16);

/// The text is no return code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a return code is three digits")]
pub struct NotAReturnCode;

/// What a merchant does about a return.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Decision {
    /// Stop: trying again ends the same way.
    CancelSchedule,
    /// Ask the payer, and debit again once the money is there.
    ContactPayer,
    /// Speak to the payer before anything else.
    Review,
    /// Look into it, with the provider.
    Investigate,
}

impl Decision {
    /// Every decision.
    pub const ALL: [Self; 4] = [
        Self::CancelSchedule,
        Self::ContactPayer,
        Self::Review,
        Self::Investigate,
    ];

    /// The decision's name in markup and in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CancelSchedule => "cancel_schedule",
            Self::ContactPayer => "contact_payer",
            Self::Review => "review",
            Self::Investigate => "investigate",
        }
    }
}

impl ReturnCode {
    /// Every code of the provider's table, in order.
    pub const ALL: [Self; 22] = {
        let mut all = [Self::Unknown(Unknown(0)); 22];
        let mut at = 0;
        while at < all.len() {
            all[at] = Self::Documented(Documented(CODES[at]));
            at += 1;
        }
        all
    };

    /// Whether the table has the code.
    #[must_use]
    pub const fn is_documented(self) -> bool {
        match self {
            Self::Documented(_) => true,
            Self::Unknown(_) => false,
        }
    }

    /// What to do about it. Assumption: a code that the table does not have is looked into.
    #[must_use]
    pub const fn decision(self) -> Decision {
        match self.number() {
            902 | 905 | 907 | 909..=912 | 915 | 917 | 920 => Decision::CancelSchedule,
            901 | 908 => Decision::ContactPayer,
            903 | 914 | 916 | 918 | 919 | 921 => Decision::Review,
            // 900, 904, 922, 990 and whatever is new.
            _ => Decision::Investigate,
        }
    }

    /// Whether the return is also a dispute of the debit agreement under Rule H1: the money
    /// is recalled by itself while it is looked into, and the provider wants to hear of it
    /// at once. Not said of a code that the table does not have.
    #[must_use]
    pub const fn is_dispute(self) -> bool {
        matches!(self.number(), 902 | 905 | 907 | 909 | 911 | 912 | 915..=921)
    }

    const fn number(self) -> u16 {
        match self {
            Self::Documented(Documented(number)) | Self::Unknown(Unknown(number)) => number,
        }
    }
}

const CODES: [u16; 22] = [
    900, 901, 902, 903, 904, 905, 907, 908, 909, 910, 911, 912, 914, 915, 916, 917, 918, 919, 920,
    921, 922, 990,
];

impl FromStr for ReturnCode {
    type Err = NotAReturnCode;

    fn from_str(text: &str) -> Result<Self, NotAReturnCode> {
        let is_code = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = text.parse().map_err(|_| NotAReturnCode)?;
        match (is_code, CODES.contains(&number)) {
            (true, true) => Ok(Self::Documented(Documented(number))),
            (true, false) => Ok(Self::Unknown(Unknown(number))),
            (false, _) => Err(NotAReturnCode),
        }
    }
}

impl fmt::Display for ReturnCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03}", self.number())
    }
}

impl fmt::Debug for ReturnCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> ReturnCode {
        text.parse().expect("a return code")
    }

    fn codes_of(decision: Decision) -> Vec<String> {
        ReturnCode::ALL
            .into_iter()
            .filter(|code| code.decision() == decision)
            .map(|code| code.to_string())
            .collect()
    }

    #[test]
    fn every_documented_code_has_the_decision_of_the_table() {
        assert_eq!(
            codes_of(Decision::CancelSchedule).join(" "),
            "902 905 907 909 910 911 912 915 917 920"
        );
        assert_eq!(codes_of(Decision::ContactPayer).join(" "), "901 908");
        assert_eq!(
            codes_of(Decision::Review).join(" "),
            "903 914 916 918 919 921"
        );
        assert_eq!(codes_of(Decision::Investigate).join(" "), "900 904 922 990");
    }

    #[test]
    fn disputes_are_those_of_the_table() {
        let disputes: Vec<String> = ReturnCode::ALL
            .into_iter()
            .filter(|code| code.is_dispute())
            .map(|code| code.to_string())
            .collect();
        assert_eq!(
            disputes.join(" "),
            "902 905 907 909 911 912 915 916 917 918 919 920 921"
        );
    }

    #[test]
    fn the_older_table_is_not_used() {
        // There 900 is a closed account; here somebody has to look into it.
        assert_eq!(code("900").decision(), Decision::Investigate);
        assert_eq!(code("901").decision(), Decision::ContactPayer);
    }

    #[test]
    fn an_unknown_code_is_kept_and_looked_into() {
        for text in ["906", "913", "000", "999"] {
            let unknown = code(text);
            assert!(matches!(unknown, ReturnCode::Unknown(_)));
            assert_eq!(unknown.to_string(), text);
            assert_eq!(unknown.decision(), Decision::Investigate);
            assert!(!unknown.is_dispute());
        }
    }

    #[test]
    fn only_three_digits_are_a_code() {
        for text in ["", "90", "9011", "90a", "+90", " 901", "\u{0669}01", "R01"] {
            assert_eq!(text.parse::<ReturnCode>(), Err(NotAReturnCode), "{text:?}");
        }
    }

    #[test]
    fn every_documented_code_reads_back() {
        for known in ReturnCode::ALL {
            assert!(known.is_documented());
            assert_eq!(code(&known.to_string()), known);
        }
    }
}
