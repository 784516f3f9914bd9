use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
    time::{Duration, Instant},
};

use reqwest::Method;
use serde_json::{Value, json};
use sqlx::{ConnectOptions as _, SqliteConnection, sqlite::SqliteConnectOptions};
use tempfile::TempDir;

use crate::{
    house::{Answer, browser},
    program::{Program, guichet, stdout},
};

/// Longer than any start and any patience on a busy machine.
const DEADLINE: Duration = Duration::from_secs(60);

/// Where a store is, and how programs are started on it.
pub(super) struct Place {
    folder: TempDir,
    url: String,
}

/// A server on it, with the key of a merchant.
pub(super) struct Server {
    pub(super) program: Program,
    key: String,
    http: reqwest::Client,
}

impl Place {
    /// A file, which is not there yet.
    pub(super) fn file() -> Self {
        let folder = TempDir::new().unwrap();
        let url = format!("sqlite://{}/guichet.db", folder.path().display());
        Self { folder, url }
    }

    /// Wherever that is.
    pub(super) fn at(url: String) -> Self {
        Self {
            folder: TempDir::new().unwrap(),
            url,
        }
    }

    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(super) fn path(&self) -> PathBuf {
        self.folder.path().join("guichet.db")
    }

    /// A command that finds it, and a provider that answers nobody, in its environment.
    pub(super) fn command(&self, args: &[&str]) -> Command {
        self.configure(guichet(args))
    }

    /// The same by way of a shell, which runs `first` before it becomes the program.
    pub(super) fn command_after(&self, first: &str, args: &[&str]) -> Command {
        let program = guichet(&[]);
        let mut shell = Command::new("sh");
        shell
            .args(["-c", &format!("{first}; exec \"$0\" \"$@\"")])
            .arg(program.get_program())
            .args(args);
        for (name, value) in program.get_envs() {
            match value {
                Some(value) => shell.env(name, value),
                None => shell.env_remove(name),
            };
        }
        self.configure(shell)
    }

    fn configure(&self, mut command: Command) -> Command {
        command
            .env("GUICHET__STORE__URL", &self.url)
            .env("GUICHET__SERVER__LISTEN", "127.0.0.1:0")
            .env("GUICHET__FLINKS__BASE_URL", "http://127.0.0.1:9")
            .env("GUICHET__FLINKS__CLIENT_ID", "id")
            .env("GUICHET__FLINKS__CLIENT_SECRET", "secret")
            .env("GUICHET__FLINKS__WEBHOOK_SECRET", "whsec-canary");
        command
    }

    /// Runs a command that ends by itself.
    pub(super) fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// Runs one that prints a line of JSON, and the code it ends with.
    pub(super) fn told(&self, args: &[&str]) -> (Option<i32>, Value) {
        let output = self.run(args);
        let line = serde_json::from_str(&stdout(&output));
        let line = line.unwrap_or_else(|_| panic!("no JSON: {output:?}"));
        (output.status.code(), line)
    }

    /// The key of a new merchant.
    pub(super) fn key(&self) -> String {
        let args = ["merchant", "create", "--name", "Maple & Pine", "--json"];
        let (_, made) = self.told(&args);
        made["api_key"].as_str().unwrap().to_owned()
    }

    pub(super) fn serve(&self) -> Server {
        let key = self.key();
        Server::start(self.command(&["serve", "--json"]), key)
    }

    /// Past the program, on a connection of its own, that watches over nothing.
    pub(super) async fn back_door(&self) -> SqliteConnection {
        let options = SqliteConnectOptions::new().filename(self.path());
        options.foreign_keys(false).connect().await.unwrap()
    }
}

impl Server {
    pub(super) fn start(command: Command, key: String) -> Self {
        Self {
            program: Program::start(command),
            key,
            http: browser(),
        }
    }

    pub(super) async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    /// Makes a checkout, or does not.
    pub(super) async fn order(&self, idempotency_key: &str) -> Answer {
        self.send(Method::POST, "/v1/checkouts", Some(idempotency_key))
            .await
    }

    async fn send(&self, method: Method, path: &str, idempotency_key: Option<&str>) -> Answer {
        let url = format!("{}{path}", self.program.told("url"));
        let mut request = self.http.request(method, url).bearer_auth(&self.key);
        if let Some(key) = idempotency_key {
            request = request.header("idempotency-key", key).json(&json!({
                "amount": 25000, "currency": "CAD", "reference": key,
                "customer": { "first_name": "John", "last_name": "Doe", "email": "john.doe@example.com" },
            }));
        }
        Answer::of(request).await
    }

    /// Waits until it says that it is ready, or that it is not.
    pub(super) async fn is_ready(&self, ready: bool) {
        let expected = if ready { 200 } else { 503 };
        let start = Instant::now();
        loop {
            let answer = self.get("/readyz").await;
            if answer.status == expected {
                return;
            }
            assert!(start.elapsed() < DEADLINE, "{}", answer.text);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}
