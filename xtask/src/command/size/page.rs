//! What a page makes a browser download before anything can be done with it.

/// One thing that the page needs, by its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Need {
    Stylesheet(String),
    Script(String),
    Image(String),
    LazyImage(String),
}

impl Need {
    /// Where it is, on the page's own origin.
    pub(super) fn path(&self) -> &str {
        let (Need::Stylesheet(path)
        | Need::Script(path)
        | Need::Image(path)
        | Need::LazyImage(path)) = self;
        path
    }

    /// What it is, in words that stay the same for every merchant and build.
    pub(super) fn what(&self) -> &'static str {
        match self {
            Need::Stylesheet(_) => "its merchant's colours",
            Need::Script(_) => "its script",
            Need::Image(_) => "its merchant's logo",
            Need::LazyImage(_) => "its code for a phone, on wide screens",
        }
    }
}

/// What a page refers to on its own origin, in order. What is only fetched ahead (`preload`,
/// `modulepreload`) is not among it.
pub(super) fn needs(html: &str) -> Vec<Need> {
    html.split('<')
        .filter_map(|tag| tag.split_once('>').map(|(tag, _)| tag))
        .filter_map(need)
        .fold(Vec::new(), |mut all, need| {
            if is_own(need.path()) && !all.contains(&need) {
                all.push(need);
            }
            all
        })
}

fn is_own(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//")
}

fn need(tag: &str) -> Option<Need> {
    let path = |name| attribute(tag, name).map(|path| path.replace("&amp;", "&"));
    match tag.split_whitespace().next()? {
        "link" if attribute(tag, "rel")? == "stylesheet" => path("href").map(Need::Stylesheet),
        "script" => path("src").map(Need::Script),
        "img" if attribute(tag, "loading") == Some("lazy") => path("src").map(Need::LazyImage),
        "img" => path("src").map(Need::Image),
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
            <img src="/code.svg" loading="lazy"><iframe src="/c/frame"></iframe></body>"#;
        assert_eq!(
            needs(html),
            [
                Need::Stylesheet("/brand.css?v=1&w=2".to_owned()),
                Need::Script("/assets/start-2.js".to_owned()),
                Need::Image("/logo.svg".to_owned()),
                Need::LazyImage("/code.svg".to_owned()),
            ]
        );
    }

    #[test]
    fn what_is_shown_twice_is_downloaded_once() {
        let html = r#"<img src="/logo.svg"><script src="/a.js"></script><img src="/logo.svg">"#;
        assert_eq!(needs(html).len(), 2);
    }
}
