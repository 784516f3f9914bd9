//! A server that is killed and started again on the same address, beside a twin that is not.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::failure::Failure;
use crate::tool;

pub(crate) mod customer;
pub(crate) mod merchant;
pub(crate) mod provider;

use provider::WEBHOOK_SECRET;

/// Lets notifications go to this machine, by plain HTTP.
pub(crate) const NOTIFIES_HERE: &str = "[notifications]\nallow_private = true\n";

/// How often it is looked whether a process has ended.
const LOOK: Duration = Duration::from_micros(500);

/// The server, the twin and what is needed to speak to both.
#[derive(Debug)]
pub(crate) struct House {
    executable: PathBuf,
    folder: PathBuf,
    config: PathBuf,
    twin: Child,
    server: Mutex<Option<Child>>,
    lives: Mutex<Lives>,
    changed: Condvar,
    pub(crate) url: String,
    pub(crate) twin_url: String,
    pub(crate) api_key: String,
    pub(crate) merchant: String,
}

/// How often it was started, and whether it is there.
#[derive(Debug, Default, Clone, Copy)]
struct Lives {
    count: u64,
    is_up: bool,
}

/// What came of a start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Started {
    /// It answers.
    Ready,
    /// It ended before it was ready.
    Ended(ExitStatus),
}

impl House {
    /// A twin, a configuration and a merchant; the server itself is started by
    /// [`start`](Self::start). `store_url` is what administration uses.
    pub(crate) fn build(
        executable: &Path,
        folder: &Path,
        store_url: &str,
        more: &str,
    ) -> Result<House, Failure> {
        fs::create_dir_all(folder).map_err(Failure::file("creating", folder))?;
        let mut twin = command(executable, &["twin", "--addr", "127.0.0.1:0", "--json"]);
        let (twin, ready) = until_ready(&mut twin, &folder.join("twin.log"))?;
        let told = |name: &str| ready[name].as_str().unwrap_or_default().to_owned();
        let address = free_address()?;
        let config = folder.join("guichet.toml");
        let toml = format!(
            "[server]\nlisten = \"{address}\"\n\
             [store]\nurl = \"{store_url}\"\n\
             [log]\nlevel = \"warn\"\n\
             [api]\nrate_limit = 1000000\nrate_burst = 1000000\n\
             [flinks]\nbase_url = \"{}\"\nclient_id = \"{}\"\nclient_secret = \"{}\"\n\
             webhook_secret = \"{WEBHOOK_SECRET}\"\ntimeout = 2\n{more}",
            told("url"),
            told("client_id"),
            told("client_secret"),
        );
        fs::write(&config, toml).map_err(Failure::file("writing", &config))?;
        let mut house = House {
            executable: executable.to_owned(),
            folder: folder.to_owned(),
            config,
            twin,
            server: Mutex::default(),
            lives: Mutex::default(),
            changed: Condvar::new(),
            url: format!("http://{address}"),
            twin_url: told("url"),
            api_key: String::new(),
            merchant: String::new(),
        };
        let made = house.administer(&["merchant", "create", "--name", "Maple", "--json"])?;
        let made: Value = serde_json::from_str(&made).unwrap_or_default();
        let told = |name: &str| made[name].as_str().unwrap_or_default().to_owned();
        house.api_key = told("api_key");
        house.merchant = told("merchant_id");
        Ok(house)
    }

    /// Runs another command of the program on the same store; what it printed.
    pub(crate) fn administer(&self, args: &[&str]) -> Result<String, Failure> {
        tool::capture(
            command(&self.executable, args)
                .arg("--config")
                .arg(&self.config),
        )
    }

    /// The same, for a command that may end badly: how it ended and what it printed.
    pub(crate) fn ask(&self, args: &[&str]) -> Result<(ExitStatus, String), Failure> {
        let mut command = command(&self.executable, args);
        command.arg("--config").arg(&self.config);
        let output = command
            .output()
            .map_err(|error| tool::not_started(&command, error))?;
        let text = [output.stdout, output.stderr].concat();
        Ok((output.status, String::from_utf8_lossy(&text).into_owned()))
    }

    /// Starts the server with this in its environment, and waits until it is ready.
    pub(crate) fn start(&self, environment: &[(&str, String)]) -> Result<Started, Failure> {
        self.start_with(environment, &[])
    }

    /// The same with more on its command line.
    pub(crate) fn start_with(
        &self,
        environment: &[(&str, String)],
        args: &[&str],
    ) -> Result<Started, Failure> {
        let mut stdout = self.spawn(environment, args)?;
        let mut line = String::new();
        let told = BufReader::new(&mut stdout).read_line(&mut line);
        if told.is_ok() && line.ends_with('\n') {
            let mut lives = lock(&self.lives);
            lives.count += 1;
            lives.is_up = true;
            self.changed.notify_all();
            return Ok(Started::Ready);
        }
        Ok(Started::Ended(self.bury()?))
    }

    /// Starts the server and kills it so much later, ready or not.
    pub(crate) fn start_and_kill(
        &self,
        environment: &[(&str, String)],
        after: Duration,
    ) -> Result<(), Failure> {
        self.spawn(environment, &[])?;
        std::thread::sleep(after);
        self.kill();
        Ok(())
    }

    fn spawn(
        &self,
        environment: &[(&str, String)],
        args: &[&str],
    ) -> Result<impl std::io::Read + use<>, Failure> {
        let mut command = command(&self.executable, &["serve", "--json"]);
        command
            .arg("--config")
            .arg(&self.config)
            .args(args)
            .envs(environment.iter().map(|(name, value)| (name, value)))
            .stdout(Stdio::piped())
            .stderr(self.log("server.log")?);
        let mut child = command
            .spawn()
            .map_err(|error| tool::not_started(&command, error))?;
        let stdout = child.stdout.take();
        *lock(&self.server) = Some(child);
        stdout.ok_or_else(|| Failure::Demo("the server has no standard output".to_owned()))
    }

    /// Ends the server by a signal that no process can catch. Whether there was one.
    pub(crate) fn kill(&self) -> bool {
        // Held until it is over: who comes second must not start another meanwhile.
        let mut server = lock(&self.server);
        let Some(child) = server.as_mut() else {
            return false;
        };
        // It may have ended by itself, by a fault that was planted in it.
        _ = child.kill();
        _ = child.wait();
        *server = None;
        lock(&self.lives).is_up = false;
        true
    }

    /// Whether the server ends, by somebody or by itself, before the time is over.
    pub(crate) fn ends_within(&self, patience: Duration) -> Result<bool, Failure> {
        let deadline = Instant::now() + patience;
        loop {
            let has_ended = match lock(&self.server).as_mut() {
                None => return Ok(true),
                Some(child) => child.try_wait().is_ok_and(|status| status.is_some()),
            };
            if has_ended {
                self.bury()?;
                return Ok(true);
            }
            if Instant::now() > deadline {
                return Ok(false);
            }
            std::thread::sleep(LOOK);
        }
    }

    /// How a server that ended by itself did so.
    fn bury(&self) -> Result<ExitStatus, Failure> {
        lock(&self.lives).is_up = false;
        let child = lock(&self.server).take();
        let status = child.and_then(|mut child| child.wait().ok());
        status.ok_or_else(|| Failure::Demo("the server cannot be waited for".to_owned()))
    }

    /// Waits until the server has been started again; gives up after a while.
    pub(crate) fn wait_until_up(&self) {
        let lives = lock(&self.lives);
        let waited = self
            .changed
            .wait_timeout_while(lives, Duration::from_secs(1), |lives| !lives.is_up);
        drop(waited);
    }

    /// Where it keeps everything.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// How much processor time the running server has used; nothing where the system does not
    /// tell.
    pub(crate) fn processor_time(&self) -> Duration {
        /// The unit of `/proc`: `USER_HZ`, which is 100 on all that Linux runs on.
        const TICK: Duration = Duration::from_millis(10);
        let server = lock(&self.server);
        let Some(child) = server.as_ref() else {
            return Duration::ZERO;
        };
        let stat = fs::read_to_string(format!("/proc/{}/stat", child.id())).unwrap_or_default();
        // After the name, which is in brackets: user and system time are the 12th and 13th.
        let (_, fields) = stat.rsplit_once(')').unwrap_or_default();
        let ticks = fields.split_whitespace().skip(11).take(2);
        TICK * ticks.filter_map(|field| field.parse::<u32>().ok()).sum()
    }

    /// How many lines of the server's log have this in them.
    pub(crate) fn logged(&self, what: &str) -> usize {
        let log = fs::read(self.folder.join("server.log")).unwrap_or_default();
        let log = String::from_utf8_lossy(&log);
        log.lines().filter(|line| line.contains(what)).count()
    }

    fn log(&self, name: &str) -> Result<File, Failure> {
        appending(&self.folder.join(name))
    }
}

impl Drop for House {
    fn drop(&mut self) {
        self.kill();
        _ = self.twin.kill();
        _ = self.twin.wait();
    }
}

/// A program of ours with none of our variables in its environment.
fn command(executable: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(executable);
    command.args(args);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("GUICHET") {
            command.env_remove(name);
        }
    }
    command
}

fn until_ready(command: &mut Command, log: &Path) -> Result<(Child, Value), Failure> {
    command.stdout(Stdio::piped()).stderr(appending(log)?);
    let mut child = command
        .spawn()
        .map_err(|error| tool::not_started(command, error))?;
    let mut line = String::new();
    if let Some(stdout) = child.stdout.take() {
        // Nothing comes after its ready line.
        _ = BufReader::new(stdout).read_line(&mut line);
    }
    match serde_json::from_str(&line) {
        Ok(ready) => Ok((child, ready)),
        Err(error) => {
            _ = child.kill();
            _ = child.wait();
            Err(Failure::Demo(format!("no ready line: {error}")))
        }
    }
}

fn appending(path: &Path) -> Result<File, Failure> {
    let file = File::options().create(true).append(true).open(path);
    file.map_err(Failure::file("opening", path))
}

/// An address that nobody has at the moment, to be had again and again: below the ports that
/// the system gives to outgoing connections, one of which could take it in between.
fn free_address() -> Result<String, Failure> {
    let first = 20_000 + std::process::id() % 10_000;
    (first..first + 1_000)
        .map(|port| format!("127.0.0.1:{port}"))
        .find(|address| TcpListener::bind(address).is_ok())
        .ok_or_else(|| Failure::Demo("no port is free".to_owned()))
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
