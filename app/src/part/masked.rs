use payment::Email;

/// An address that its owner knows again and nobody else learns: `j•••@example.com`.
pub(crate) fn masked(email: &Email) -> String {
    let (local, domain) = email
        .as_str()
        .split_once('@')
        .unwrap_or((email.as_str(), ""));
    let first = local.chars().next().map(String::from).unwrap_or_default();
    format!("{first}•••@{domain}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_address_the_first_letter_and_the_domain_are_left() {
        for (email, left) in [
            ("john.doe@example.com", "j•••@example.com"),
            ("é@exemple.qc.ca", "é•••@exemple.qc.ca"),
        ] {
            let email: Email = email.parse().expect("an address");
            assert_eq!(masked(&email), left);
        }
    }
}
