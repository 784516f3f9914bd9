//! Merchants with accounts of their own at the provider: one twin for each.

mod apart;
mod sealed;
mod secrets;

use std::{fs, path::PathBuf};

use reqwest::Method;
use serde_json::Value;

use crate::{
    house::{Answer, House},
    program::{Program, guichet, run},
};

/// A bank of one merchant's own.
pub(crate) struct Bank {
    twin: Program,
    webhook_secret: &'static str,
}

impl Bank {
    fn open(webhook_secret: &'static str) -> Self {
        Self {
            twin: Program::start(guichet(&["twin", "--addr", "127.0.0.1:0", "--json"])),
            webhook_secret,
        }
    }

    fn url(&self) -> String {
        self.twin.told("url")
    }

    /// The account there, as `merchant account set` takes it.
    fn account(&self) -> String {
        format!(
            "base_url = \"{}\"\nclient_id = \"{}\"\nclient_secret = \"{}\"\nwebhook_secret = \"{}\"\n",
            self.url(),
            self.twin.told("client_id"),
            self.twin.told("client_secret"),
            self.webhook_secret
        )
    }

    /// The ids of the sessions that were made there.
    async fn sessions(&self, house: &House) -> Vec<String> {
        let url = format!("{}/_twin/sessions", self.url());
        let sessions = Answer::of(house.elsewhere(Method::GET, &url)).await.json();
        let sessions = sessions.as_array().unwrap().iter();
        sessions
            .map(|session| session["id"].as_str().unwrap().to_owned())
            .collect()
    }
}

impl House {
    fn account_file(&self, account: &str) -> PathBuf {
        let file = self.config().with_file_name("account.toml");
        fs::write(&file, account).unwrap();
        file
    }

    /// Runs `merchant account set`; its exit code and what it complained about.
    fn try_account(&self, merchant: &str, mode: &str, account: &str) -> (Option<i32>, String) {
        let file = self.account_file(account);
        let config = self.config();
        let output = run(&[
            "merchant",
            "account",
            "set",
            "--merchant",
            merchant,
            "--mode",
            mode,
            "--file",
            file.to_str().unwrap(),
            "--config",
            config.to_str().unwrap(),
        ]);
        fs::remove_file(file).unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stderr).unwrap(),
        )
    }

    fn set_account(&self, merchant: &str, mode: &str, account: &str) {
        let done = self.try_account(merchant, mode, account);
        assert_eq!(done, (Some(0), String::new()));
    }

    /// What `merchant account show` tells, account by account.
    fn shown_accounts(&self) -> Vec<Value> {
        let config = self.config();
        let args = ["merchant", "account", "show", "--json", "--config"];
        let output = run(&[&args[..], &[config.to_str().unwrap()]].concat());
        let text = String::from_utf8(output.stdout).unwrap();
        let lines = text.lines().map(serde_json::from_str);
        lines.map(Result::unwrap).collect()
    }
}
