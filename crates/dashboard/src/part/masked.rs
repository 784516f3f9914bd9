//! People, as far as is needed to tell one from another.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_person_the_first_letter_is_left() {
        assert_eq!(name("Élise"), "É•••");
        assert_eq!(email("john.doe@example.com"), "j•••@example.com");
        assert_eq!(email(""), "•••@");
    }
}
