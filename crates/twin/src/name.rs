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
    use super::folded;

    #[test]
    fn spelling_habits_fold_into_one() {
        for text in [
            "Caisse Saint-Laurent",
            "CAISSE saint laurent",
            "caissesaintlaurent",
        ] {
            assert_eq!(folded(text), "caissesaintlaurent");
        }
        assert_eq!(folded("D’Amours-Lefèvre"), "damourslefevre");
    }
}
