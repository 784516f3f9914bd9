//! A run of the executable.

use std::{
    io::{BufRead, BufReader, Read},
    process::{Child, Command, ExitStatus, Output, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use serde_json::Value;

/// Longer than any start on a busy machine.
const DEADLINE: Duration = Duration::from_secs(60);

/// A command with none of our variables in its environment.
pub(crate) fn guichet(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guichet"));
    command.args(args);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("GUICHET") {
            command.env_remove(name);
        }
    }
    command
}

/// Runs a command that ends by itself.
pub(crate) fn run(args: &[&str]) -> Output {
    guichet(args).output().unwrap()
}

/// What it printed, as text.
pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What it complained about, as text.
pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A program that runs until this is dropped.
pub(crate) struct Program {
    child: Child,
    log: Option<thread::JoinHandle<String>>,
    /// Its ready line.
    pub(crate) ready: Value,
}

impl Program {
    /// Starts it and waits for its ready line.
    pub(crate) fn start(mut command: Command) -> Self {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let stdout = child.stdout.take().unwrap();
        let mut stderr = child.stderr.take().unwrap();
        let log = thread::spawn(move || {
            let mut text = Vec::new();
            stderr.read_to_end(&mut text).unwrap();
            String::from_utf8_lossy(&text).into_owned()
        });
        let (tell, told) = mpsc::channel();
        thread::spawn(move || {
            let mut line = String::new();
            BufReader::new(stdout).read_line(&mut line).unwrap();
            // Nobody waits any more when the deadline has passed.
            drop(tell.send(line));
        });
        let line = told.recv_timeout(DEADLINE).unwrap_or_default();
        let Ok(ready) = serde_json::from_str(&line) else {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("no ready line: {line:?}\n{}", log.join().unwrap());
        };
        Self {
            child,
            log: Some(log),
            ready,
        }
    }

    /// A text of the ready line.
    pub(crate) fn told(&self, name: &str) -> String {
        self.ready[name].as_str().unwrap().to_owned()
    }

    /// Its number among the machine's processes.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends it a signal, such as `TERM`.
    pub(crate) fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        let mut kill = Command::new("kill");
        let sent = kill.args([&format!("-{name}"), &pid]);
        assert!(sent.status().unwrap().success());
    }

    /// Waits until it has ended, and returns how, with everything it logged.
    pub(crate) fn end(mut self) -> (ExitStatus, String) {
        let status = self.child.wait().unwrap();
        (status, self.log.take().unwrap().join().unwrap())
    }

    /// Asks it to stop, as an operator does, and returns everything it logged.
    pub(crate) fn stop(mut self) -> String {
        self.stop_here()
    }

    /// The same for one that is held on to.
    pub(crate) fn stop_here(&mut self) -> String {
        self.signal("TERM");
        let status = self.child.wait().unwrap();
        let log = self.log.take().unwrap().join().unwrap();
        assert!(status.success(), "{status}\n{log}");
        log
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
