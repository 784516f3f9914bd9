//! A `guichet demo` of our own, for as long as something is measured on it.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use serde::Deserialize;

use crate::failure::Failure;
use crate::tool;

/// How long it may take to be ready.
const PATIENCE: Duration = Duration::from_secs(60);

/// What it prints when it is ready.
#[derive(Debug, Deserialize)]
pub(crate) struct Ready {
    pub(crate) url: String,
    pub(crate) api_key: String,
}

/// A running demo. Dropping it ends the process and removes its data.
#[derive(Debug)]
pub(crate) struct Demo {
    process: Child,
    data: PathBuf,
    ready: Ready,
}

impl Demo {
    /// Starts one on free ports, with its data in a folder of its own below `scratch`.
    pub(crate) fn start(executable: &Path, scratch: &Path) -> Result<Demo, Failure> {
        let data = scratch.join(format!("demo-{}", std::process::id()));
        std::fs::create_dir_all(&data).map_err(Failure::file("creating", &data))?;
        let mut command = Command::new(executable);
        command
            .args(["demo", "--addr", "127.0.0.1:0", "--json", "--data"])
            .arg(&data)
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut process = command
            .spawn()
            .map_err(|error| tool::not_started(&command, error))?;
        let ready = wait_until_ready(&mut process);
        match ready {
            Ok(ready) => Ok(Demo {
                process,
                data,
                ready,
            }),
            Err(failure) => {
                end(&mut process, &data);
                Err(failure)
            }
        }
    }

    /// What it said when it was ready.
    pub(crate) fn ready(&self) -> &Ready {
        &self.ready
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        end(&mut self.process, &self.data);
    }
}

fn wait_until_ready(process: &mut Child) -> Result<Ready, Failure> {
    let stdout = process
        .stdout
        .take()
        .ok_or_else(|| Failure::Demo("it has no standard output".to_owned()))?;
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || {
        // Read to the end, so that it never writes into a closed pipe.
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            _ = send.send(line);
        }
    });
    let line = receive.recv_timeout(PATIENCE).map_err(|_| {
        Failure::Demo("it ended or hung before it printed its ready line".to_owned())
    })?;
    serde_json::from_str(&line)
        .map_err(|error| Failure::Demo(format!("its ready line is not what we expect: {error}")))
}

/// Best effort: what cannot be ended or removed is not worth an error now.
fn end(process: &mut Child, data: &Path) {
    _ = process.kill();
    _ = process.wait();
    _ = std::fs::remove_dir_all(data);
}
