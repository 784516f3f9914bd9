/// Whether two names belong to the same person, compared kindly: case, accents, spaces,
/// hyphens and apostrophes do not count, and a middle name may be missing on either side.
///
/// Assumption: the provider's real threshold and its treatment of nicknames are unknown.
pub(crate) fn same_person(holder: &str, first: &str, middle: Option<&str>, last: &str) -> bool {
    let holder = folded(holder);
    let short = folded(&format!("{first}{last}"));
    let long = folded(&format!("{first}{}{last}", middle.unwrap_or_default()));
    holder == short || holder == long
}

/// Letters and digits only, in lower case, without accents.
pub(crate) fn folded(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .fold(String::with_capacity(text.len()), |mut plain, c| {
            match c {
                'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => plain.push('a'),
                'ç' => plain.push('c'),
                'è' | 'é' | 'ê' | 'ë' => plain.push('e'),
                'ì' | 'í' | 'î' | 'ï' => plain.push('i'),
                'ñ' => plain.push('n'),
                'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => plain.push('o'),
                'ù' | 'ú' | 'û' | 'ü' => plain.push('u'),
                'ý' | 'ÿ' => plain.push('y'),
                'æ' => plain.push_str("ae"),
                'œ' => plain.push_str("oe"),
                other => plain.push(other),
            }
            plain
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_habits_do_not_make_another_person() {
        assert!(same_person(
            "Jean-François D’Amours",
            "jean francois",
            None,
            "D'AMOURS"
        ));
        assert!(same_person("Zoé Lefèvre", "ZOE", Some("Anne"), "Lefevre"));
        assert!(same_person(
            "Zoé Anne Lefèvre",
            "Zoe",
            Some("Anne"),
            "Lefevre"
        ));
    }

    #[test]
    fn another_name_is_another_person() {
        assert!(!same_person("John Doe", "Jane", None, "Doe"));
        assert!(!same_person("Robert Roy", "Bob", None, "Roy"));
    }
}
