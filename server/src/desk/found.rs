//! The accounts behind a login: which of them can be debited, and whose they are.

use flinks::{client::Linked, connect, holder::same_person};
use payment::{LinkedAccount, Name, Payer};

/// Why a login leads to no debit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nothing {
    /// None of its accounts can be debited.
    ToDebit,
    /// Those that can are not the payer's.
    OfThePayer,
}

/// The accounts that can be debited and whose holder is the payer. Nobody is asked for money
/// before this.
pub(super) fn accounts_of(payer: &Payer, found: &Linked) -> Result<Vec<LinkedAccount>, Nothing> {
    let institution = found.institution.as_ref();
    let debitable: Vec<_> = found
        .accounts
        .iter()
        .filter_map(|account| Some((account, linked(account, institution)?)))
        .collect();
    if debitable.is_empty() {
        return Err(Nothing::ToDebit);
    }
    let accounts: Vec<_> = debitable
        .into_iter()
        .filter(|(account, _)| is_held_by(account, payer))
        .map(|(_, linked)| linked)
        .collect();
    if accounts.is_empty() {
        return Err(Nothing::OfThePayer);
    }
    Ok(accounts)
}

/// An account whose holder's name is not known is nobody's.
fn is_held_by(account: &connect::Account, payer: &Payer) -> bool {
    account.holder_name().is_some_and(|holder| {
        same_person(
            holder,
            payer.first_name.as_str(),
            payer.middle_name.as_ref().map(Name::as_str),
            payer.last_name.as_str(),
        )
        .is_same()
    })
}

/// The account as it can be debited: in Canadian dollars, for chequing or savings, with all
/// its numbers. Assumption: `Chequing` and `Savings` are what its `Type` says of these; the
/// list is not published.
fn linked(account: &connect::Account, institution: Option<&Name>) -> Option<LinkedAccount> {
    const DEBITABLE: [&str; 4] = ["chequing", "checking", "savings", "saving"];
    let kind = account.r#type.as_deref()?.to_ascii_lowercase();
    if !account.is_canadian() || !DEBITABLE.contains(&kind.as_str()) {
        return None;
    }
    let numbers = account.bank_account()?;
    let institution = institution
        .cloned()
        .or_else(|| numbers.institution.as_str().parse().ok())?;
    Some(LinkedAccount {
        id: account.id.clone(),
        institution,
        title: account.name()?,
        account: numbers,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn payer() -> Payer {
        Payer {
            first_name: "Élise".parse().expect("valid"),
            middle_name: None,
            last_name: "O’Brien-Tremblay".parse().expect("valid"),
            email: "elise@exemple.ca".parse().expect("valid"),
            phone: None,
            date_of_birth: None,
            occupation: None,
        }
    }

    /// One chequing account of hers, with these fields instead.
    fn account(fields: &Value) -> connect::Account {
        let mut account = json!({
            "Id": "a1", "InstitutionNumber": "777", "TransitNumber": "77777",
            "AccountNumber": "1111000", "Title": "Chequing CAD", "Type": "Chequing",
            "Currency": "CAD", "Holder": { "Name": "OBRIEN TREMBLAY ELISE" },
        });
        let whole = account.as_object_mut().expect("an object");
        whole.extend(fields.as_object().expect("an object").clone());
        serde_json::from_value(account).expect("reads")
    }

    fn found(fields: &[Value]) -> Result<Vec<LinkedAccount>, Nothing> {
        let linked = Linked {
            institution: "FlinksCapital".parse().ok(),
            accounts: fields.iter().map(account).collect(),
        };
        accounts_of(&payer(), &linked)
    }

    #[test]
    fn the_payers_own_account_is_found_however_the_bank_writes_the_name() {
        let accounts = found(&[json!({})]).expect("hers");
        assert_eq!(accounts[0].masked(), "1000");
        assert_eq!(accounts[0].institution.as_str(), "FlinksCapital");
    }

    #[test]
    fn what_cannot_be_debited_is_left_out() {
        for fields in [
            json!({ "Currency": "USD" }),
            json!({ "Type": "CreditCard" }),
            json!({ "Type": null }),
            json!({ "AccountNumber": "****1000" }),
            json!({ "TransitNumber": null }),
        ] {
            assert_eq!(
                found(std::slice::from_ref(&fields)),
                Err(Nothing::ToDebit),
                "{fields}"
            );
            let beside = found(&[fields, json!({ "Id": "a2" })]).expect("the other");
            assert_eq!(beside.len(), 1);
        }
    }

    #[test]
    fn an_account_of_others_or_of_nobody_is_not_the_payers() {
        for holder in [json!({ "Name": "Jane Roe" }), json!({}), Value::Null] {
            let account = json!({ "Holder": holder });
            assert_eq!(found(&[account]), Err(Nothing::OfThePayer));
        }
    }
}
