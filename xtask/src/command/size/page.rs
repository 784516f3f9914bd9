//! What a page makes a browser download before anything can be done with it.

/// The paths of the stylesheets, scripts and images of a page that are on its own origin, in
/// order. What is only fetched ahead (`preload`, `modulepreload`) is not among them.
pub(super) fn needs(html: &str) -> Vec<String> {
    let mut paths: Vec<String> = html
        .split('<')
        .filter_map(|tag| tag.split_once('>').map(|(tag, _)| tag))
        .filter_map(needed)
        .filter(|path| path.starts_with('/') && !path.starts_with("//"))
        .map(|path| path.replace("&amp;", "&"))
        .collect();
    paths.dedup();
    paths
}

/// A path without its hash, for people.
pub(super) fn label(path: &str) -> String {
    let name = path.split('?').next().unwrap_or(path);
    let name = name.rsplit('/').next().unwrap_or(name);
    match name.rsplit_once('.') {
        Some((stem, extension)) => match stem.rsplit_once('-') {
            Some((stem, hash)) if hash.len() >= 8 => format!("{stem}.{extension}"),
            _ => name.to_owned(),
        },
        None => name.to_owned(),
    }
}

fn needed(tag: &str) -> Option<&str> {
    let name = tag.split_whitespace().next()?;
    match name {
        "link" if attribute(tag, "rel")? == "stylesheet" => attribute(tag, "href"),
        "script" | "img" => attribute(tag, "src"),
        _ => None,
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let (value, _) = tag[start..].split_once('"')?;
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stylesheets_scripts_and_images_of_the_page_are_needed_and_nothing_else() {
        let html = r#"<head><link rel="modulepreload" href="/assets/guichet-1.js">
            <link href="/brand.css?v=1&amp;w=2" rel="stylesheet"><script>a()</script>
            <script type="module" src="/assets/start-2.js"></script></head>
            <body><img alt="" src="/logo.svg"><img src="https://elsewhere.example/b.png">
            <iframe src="/c/frame"></iframe></body>"#;
        assert_eq!(
            needs(html),
            ["/brand.css?v=1&w=2", "/assets/start-2.js", "/logo.svg"]
        );
    }

    #[test]
    fn a_label_has_no_hash_and_no_query() {
        assert_eq!(label("/assets/start-0123456789abcdef.js"), "start.js");
        assert_eq!(label("/brand.css?v=1"), "brand.css");
    }
}
