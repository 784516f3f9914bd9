//! One stylesheet out of `style/main.css` and what it imports.

use std::path::Path;

use lightningcss::rules::CssRule;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use lightningcss::targets::{Browsers, Targets};
use lightningcss::traits::ToCss as _;

use crate::failure::Failure;

/// The first versions with everything that the stylesheet uses: nesting, `oklch()`, layers
/// and `light-dark()`, which is therefore kept as it is.
const BROWSERS: Browsers = Browsers {
    android: Some(123 << 16),
    chrome: Some(123 << 16),
    edge: Some(123 << 16),
    firefox: Some(128 << 16),
    ie: None,
    ios_saf: Some((17 << 16) | (5 << 8)),
    opera: Some(109 << 16),
    safari: Some((17 << 16) | (5 << 8)),
    samsung: Some(27 << 16),
};

/// The stylesheet with all imports in their places, minified.
pub(super) fn bundle(main: &Path) -> Result<String, Failure> {
    let source = resolve(main, &mut Vec::new())?;
    let refused = |error: String| Failure::source(main, &error);
    let mut sheet = StyleSheet::parse(&source, ParserOptions::default())
        .map_err(|error| refused(error.to_string()))?;
    let targets = Targets::from(BROWSERS);
    sheet
        .minify(MinifyOptions {
            targets,
            ..MinifyOptions::default()
        })
        .map_err(|error| refused(error.to_string()))?;
    let printed = sheet
        .to_css(PrinterOptions {
            minify: true,
            targets,
            ..PrinterOptions::default()
        })
        .map_err(|error| refused(error.to_string()))?;
    // In the page's head the end of a <style> element would end it, whatever CSS makes of it.
    if printed.code.contains("</") {
        return Err(refused(
            "`</` may not be in an inlined stylesheet".to_owned(),
        ));
    }
    Ok(printed.code)
}

/// The text of a file with every `@import` replaced by what it names, in the layer and under
/// the conditions of the import.
fn resolve(path: &Path, open: &mut Vec<std::path::PathBuf>) -> Result<String, Failure> {
    let refused = |error: String| Failure::source(path, &error);
    if open.iter().any(|outer| outer == path) {
        return Err(refused("imports itself".to_owned()));
    }
    let source = std::fs::read_to_string(path).map_err(Failure::file("reading", path))?;
    let sheet = StyleSheet::parse(&source, ParserOptions::default())
        .map_err(|error| refused(error.to_string()))?;
    let print =
        |rule: &dyn Fn(PrinterOptions<'_>) -> Result<String, lightningcss::error::PrinterError>| {
            rule(PrinterOptions::default()).map_err(|error| refused(error.to_string()))
        };

    open.push(path.to_owned());
    let mut text = String::new();
    for rule in &sheet.rules.0 {
        let CssRule::Import(import) = rule else {
            text += &print(&|options| rule.to_css_string(options))?;
            text.push('\n');
            continue;
        };
        let mut imported = resolve(&path.with_file_name(import.url.as_ref()), open)?;
        if let Some(layer) = &import.layer {
            let name = match layer {
                Some(name) => print(&|options| name.to_css_string(options))?,
                None => String::new(),
            };
            imported = format!("@layer {name} {{\n{imported}}}\n");
        }
        if let Some(condition) = &import.supports {
            let condition = print(&|options| condition.to_css_string(options))?;
            imported = format!("@supports {condition} {{\n{imported}}}\n");
        }
        if !import.media.media_queries.is_empty() {
            let media = print(&|options| import.media.to_css_string(options))?;
            imported = format!("@media {media} {{\n{imported}}}\n");
        }
        text += &imported;
    }
    open.pop();
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundled(files: &[(&str, &str)]) -> Result<String, Failure> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("inside")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        }
        bundle(&folder.path().join("main.css"))
    }

    #[test]
    fn imports_land_in_their_layers_in_the_declared_order() {
        let css = bundled(&[
            (
                "main.css",
                "@layer reset, parts;\n@import \"parts/a.css\" layer(parts);\n@import \"reset.css\" layer(reset);\n",
            ),
            (
                "parts/a.css",
                "@import \"b.css\";\na { color: light-dark(#000, #fff) }",
            ),
            ("parts/b.css", "b { margin: 0px }"),
            ("reset.css", "c { inset-inline-start: 0 }"),
        ]);
        assert_eq!(
            css.expect("a good stylesheet"),
            "@layer reset{c{inset-inline-start:0}}@layer parts{b{margin:0}a{color:light-dark(#000,#fff)}}"
        );
    }

    #[test]
    fn a_missing_import_is_named() {
        let failure = bundled(&[("main.css", "@import \"gone.css\";")]).expect_err("it is gone");
        assert!(failure.to_string().contains("gone.css"), "{failure}");
    }

    #[test]
    fn a_circle_of_imports_is_refused() {
        let failure = bundled(&[("main.css", "@import \"main.css\";")]).expect_err("a circle");
        assert!(failure.to_string().contains("imports itself"), "{failure}");
    }

    #[test]
    fn a_conditional_import_keeps_its_condition() {
        let css = bundled(&[
            ("main.css", "@import \"print.css\" print;"),
            ("print.css", "a { color: #000 }"),
        ]);
        assert_eq!(css.expect("good"), "@media print{a{color:#000}}");
    }
}
