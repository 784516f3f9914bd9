use std::{collections::BTreeMap, ffi::OsString, io::ErrorKind, path::Path};

use super::{
    fault::{Fault, Wrong},
    key,
};

/// What the environment variables begin with.
pub(super) const PREFIX: &str = "GUICHET__";

const DEFAULTS: &str = include_str!("../../config.default.toml");

/// A value and the environment variable that it came by, where it did.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    pub(super) value: toml::Value,
    pub(super) variable: Option<String>,
}

/// All values by the full names of their keys; later sources replace earlier ones.
#[derive(Debug, Default)]
pub(super) struct Settings(BTreeMap<String, Setting>);

impl Settings {
    /// Defaults, file, environment. What cannot be read or is not known becomes a fault.
    pub(super) fn collect(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (OsString, OsString)>,
        faults: &mut Vec<Fault>,
    ) -> Self {
        let mut settings = Self::default();
        settings.lay(defaults(), &mut Vec::new());
        if let Some(path) = file {
            match parse(path) {
                Ok(table) => settings.lay(table, faults),
                Err(fault) => faults.push(fault),
            }
        }
        settings.lay_environment(environment, faults);
        settings
    }

    /// One section that is written by itself.
    pub(super) fn of_section(
        section: &str,
        path: &Path,
        text: &str,
        faults: &mut Vec<Fault>,
    ) -> Self {
        let mut settings = Self::default();
        match parse_text(path, text) {
            Ok(table) => {
                let whole = toml::Table::from_iter([(section.to_owned(), table.into())]);
                settings.lay(whole, faults);
            }
            Err(fault) => faults.push(fault),
        }
        settings
    }

    pub(super) fn get(&self, path: &str) -> Option<&Setting> {
        self.0.get(path)
    }

    /// Whether anything is set in a section.
    pub(super) fn has_section(&self, section: &str) -> bool {
        self.0.keys().any(|path| {
            path.split_once('.')
                .is_some_and(|(first, _)| first == section)
        })
    }

    fn lay(&mut self, table: toml::Table, faults: &mut Vec<Fault>) {
        for (path, value) in flatten(table) {
            self.set(path.clone(), path, value, None, faults);
        }
    }

    fn lay_environment(
        &mut self,
        environment: impl IntoIterator<Item = (OsString, OsString)>,
        faults: &mut Vec<Fault>,
    ) {
        let mut ours: Vec<(String, OsString)> = environment
            .into_iter()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value)))
            .filter(|(name, _)| name.starts_with(PREFIX))
            .collect();
        ours.sort();
        for (name, value) in ours {
            let path = name[PREFIX.len()..].to_ascii_lowercase().replace("__", ".");
            match value.into_string() {
                // Always text: what it means is for the key to say. A secret of digits
                // must not lose its leading zeros on the way.
                Ok(text) => {
                    self.set(
                        path,
                        name.clone(),
                        toml::Value::String(text),
                        Some(name),
                        faults,
                    );
                }
                Err(_) => faults.push(Fault::Value {
                    key: path,
                    variable: Some(name),
                    wrong: Wrong::NotUtf8,
                }),
            }
        }
    }

    fn set(
        &mut self,
        path: String,
        called: String,
        value: toml::Value,
        variable: Option<String>,
        faults: &mut Vec<Fault>,
    ) {
        let is_known = key::paths().any(|known| known == path);
        // Blank text says nothing, and outweighs nothing: that is how compose files pass on
        // a variable that nobody set.
        if is_known && value.as_str().is_some_and(|text| text.trim().is_empty()) {
            return;
        }
        if is_known {
            self.0.insert(path, Setting { value, variable });
        } else {
            let nearest = key::nearest(&path);
            let nearest = if variable.is_some() {
                key::variable(&nearest)
            } else {
                nearest
            };
            faults.push(Fault::UnknownKey {
                name: called,
                nearest,
            });
        }
    }
}

/// The defaults that are built in.
pub(super) fn defaults() -> toml::Table {
    DEFAULTS
        .parse()
        .expect("the built-in defaults are TOML, as a test shows")
}

fn parse(path: &Path) -> Result<toml::Table, Fault> {
    let unreadable = |reason| Fault::File {
        path: path.to_owned(),
        reason,
    };
    let bytes = std::fs::read(path).map_err(|error| unreadable(error.kind()))?;
    let text = String::from_utf8(bytes).map_err(|_| unreadable(ErrorKind::InvalidData))?;
    parse_text(path, &text)
}

fn parse_text(path: &Path, text: &str) -> Result<toml::Table, Fault> {
    text.parse::<toml::Table>().map_err(|error| {
        // Its display form quotes the line, and a line may hold a secret.
        let before = error.span().map_or(0, |span| span.start.min(text.len()));
        Fault::Syntax {
            path: path.to_owned(),
            line: text.as_bytes()[..before]
                .iter()
                .filter(|byte| **byte == b'\n')
                .count()
                + 1,
            reason: error.message().to_owned(),
        }
    })
}

/// Every value with its dotted path. A table that holds nothing leaves nothing.
fn flatten(table: toml::Table) -> Vec<(String, toml::Value)> {
    table
        .into_iter()
        .flat_map(|(name, value)| match value {
            toml::Value::Table(inner) => flatten(inner)
                .into_iter()
                .map(|(rest, value)| (format!("{name}.{rest}"), value))
                .collect(),
            toml::Value::String(_)
            | toml::Value::Integer(_)
            | toml::Value::Float(_)
            | toml::Value::Boolean(_)
            | toml::Value::Datetime(_)
            | toml::Value::Array(_) => vec![(name, value)],
        })
        .collect()
}
