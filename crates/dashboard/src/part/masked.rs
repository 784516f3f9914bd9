//! People and accounts, as far as is needed to tell one from another.

use payment::BankAccount;

/// Of a name, the first letter is left: `J•••`.
pub(crate) fn name(name: &str) -> String {
    let first = name.chars().next().map(String::from).unwrap_or_default();
    format!("{first}•••")
}

/// Of an address, the first letter and the domain are left: `j•••@example.com`.
pub(crate) fn email(email: &str) -> String {
    let (local, domain) = email.split_once('@').unwrap_or((email, ""));
    format!("{}@{domain}", name(local))
}

/// Of an account, where it is and the last three digits are left: `999-60265-•••541`.
pub(crate) fn account(account: &BankAccount) -> String {
    let BankAccount {
        institution,
        transit,
        account,
        label: _,
    } = account;
    let number = account.as_str();
    let end = number.get(number.len().saturating_sub(3)..);
    format!(
        "{}-{}-•••{}",
        institution.as_str(),
        transit.as_str(),
        end.unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_account_the_branch_and_the_end_are_left() {
        let whole = BankAccount {
            institution: "999".parse().expect("three digits"),
            transit: "60265".parse().expect("five digits"),
            account: "9876541".parse().expect("seven digits"),
            label: None,
        };
        assert_eq!(account(&whole), "999-60265-•••541");
    }

    #[test]
    fn of_a_person_the_first_letter_is_left() {
        assert_eq!(name("Élise"), "É•••");
        assert_eq!(email("john.doe@example.com"), "j•••@example.com");
        assert_eq!(email(""), "•••@");
    }
}
