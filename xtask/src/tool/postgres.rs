//! A PostgreSQL server of our own, thrown away afterwards.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::tool;

/// Where Debian keeps the servers of each version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// How long it may take to start, and to stop.
const PATIENCE: Duration = Duration::from_secs(60);

/// What its socket is called, wherever it is.
pub(crate) const SOCKET: &str = ".s.PGSQL.5432";

/// Who runs it where we are root, which it refuses to be run by.
const USER: &str = "postgres";

/// What it keeps when the machine loses its power.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Durability {
    /// All that was committed, as in production.
    Full,
    /// Nothing for sure: tests are faster so.
    None,
}

/// A server that listens on a socket in a folder of its own, and nowhere else. It is stopped
/// and its folder removed when this goes.
#[derive(Debug)]
pub(crate) struct Postgres {
    programs: PathBuf,
    folder: PathBuf,
    server: Child,
}

impl Postgres {
    /// Makes and starts one.
    pub(crate) fn start(durability: Durability) -> Result<Postgres, Failure> {
        let programs = find_or_install()?;
        let folder = std::env::temp_dir().join(format!("guichet-postgres-{}", std::process::id()));
        fs::create_dir(&folder).map_err(Failure::file("making", &folder))?;
        let started = hand_over(&folder)
            .and_then(|()| make(&programs, &folder))
            .and_then(|()| launch(&programs, &folder, durability));
        let server = match started {
            Ok(server) => server,
            Err(failure) => {
                drop(fs::remove_dir_all(&folder));
                return Err(failure);
            }
        };
        let mut postgres = Postgres {
            programs,
            folder,
            server,
        };
        postgres.wait_until_up()?;
        Ok(postgres)
    }

    /// The address of its database.
    pub(crate) fn url(&self) -> String {
        url(&self.folder)
    }

    /// The socket that it listens on.
    pub(crate) fn socket(&self) -> PathBuf {
        self.folder.join(SOCKET)
    }

    fn wait_until_up(&mut self) -> Result<(), Failure> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let is_ready = Command::new(self.programs.join("pg_isready"))
                .arg("--host")
                .arg(&self.folder)
                .stdout(Stdio::null())
                .status()
                .is_ok_and(|status| status.success());
            if is_ready {
                return Ok(());
            }
            let is_over = self.server.try_wait().is_ok_and(|ended| ended.is_some());
            if is_over || Instant::now() > deadline {
                let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
                return Err(Failure::Nonsense {
                    command: "postgres".to_owned(),
                    detail: log,
                });
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Asks it to stop without waiting for those who are connected.
    fn stop(&mut self) -> Result<(), Failure> {
        let mut kill = Command::new("kill");
        tool::run(kill.args(["-INT", &self.server.id().to_string()]))?;
        let deadline = Instant::now() + PATIENCE;
        while self.server.try_wait().is_ok_and(|ended| ended.is_none()) {
            if Instant::now() > deadline {
                drop(self.server.kill());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Err(failure) = self.stop() {
            tool::say(format_args!("PostgreSQL does not stop: {failure}"));
        }
        if let Err(failure) = fs::remove_dir_all(&self.folder) {
            tool::say(format_args!(
                "{} is left over: {failure}",
                self.folder.display()
            ));
        }
    }
}

/// The address of the database behind a socket in a folder.
pub(crate) fn url(folder: &Path) -> String {
    let mut text = String::new();
    for byte in folder.as_os_str().as_encoded_bytes() {
        text.push_str(&format!("%{byte:02X}"));
    }
    format!("postgres://{USER}@{text}/postgres")
}

/// The folder with its programs, which are on nobody's path.
fn find_or_install() -> Result<PathBuf, Failure> {
    if let Some(programs) = find() {
        return Ok(programs);
    }
    if tool::apt::is_ours()? {
        tool::say("Installing PostgreSQL from the distribution's packages");
        tool::apt::install("postgresql")?;
    }
    find().ok_or(Failure::ToolMissing {
        program: "postgres".to_owned(),
        hint: "Install PostgreSQL: `apt-get install postgresql`, or your system's own. The quick \
               run (`--quick`) does without.",
    })
}

/// The newest version there is, or the one on the path.
fn find() -> Option<PathBuf> {
    let versions = fs::read_dir(DEBIAN).into_iter().flatten().flatten();
    let newest = versions
        .filter_map(|version| {
            let number: u32 = version.file_name().to_str()?.parse().ok()?;
            Some((number, version.path().join("bin")))
        })
        .filter(|(_, programs)| has_all(programs))
        .max();
    if let Some((_, programs)) = newest {
        return Some(programs);
    }
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).find(|programs| has_all(programs))
}

fn has_all(programs: &Path) -> bool {
    ["initdb", "postgres", "pg_isready"]
        .iter()
        .all(|program| programs.join(program).is_file())
}

/// Gives the folder to the one who will run the server.
fn hand_over(folder: &Path) -> Result<(), Failure> {
    if tool::apt::is_root()? {
        tool::run(Command::new("chown").arg(USER).arg(folder))?;
    }
    Ok(())
}

fn make(programs: &Path, folder: &Path) -> Result<(), Failure> {
    let mut initdb = as_user(&programs.join("initdb"))?;
    initdb
        .arg("--pgdata")
        .arg(folder.join("data"))
        .args(["--username", USER, "--auth", "trust"])
        .args(["--encoding", "UTF8", "--locale", "C", "--no-sync"])
        .current_dir(folder);
    tool::capture(&mut initdb).map(drop)
}

fn launch(programs: &Path, folder: &Path, durability: Durability) -> Result<Child, Failure> {
    let log = folder.join("log");
    let file = File::create(&log).map_err(Failure::file("making", &log))?;
    let errors = file.try_clone().map_err(Failure::file("making", &log))?;
    let mut postgres = as_user(&programs.join("postgres"))?;
    postgres
        .arg("-D")
        .arg(folder.join("data"))
        .arg("-k")
        .arg(folder)
        .args(["-c", "listen_addresses=", "-c", "max_connections=400"]);
    if durability == Durability::None {
        postgres.args(["-c", "fsync=off", "-c", "synchronous_commit=off"]);
        postgres.args(["-c", "full_page_writes=off"]);
    }
    postgres
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(file)
        .stderr(errors);
    postgres
        .spawn()
        .map_err(|error| tool::not_started(&postgres, error))
}

/// A program that runs as somebody else where we are root, and is our own child even then.
fn as_user(program: &Path) -> Result<Command, Failure> {
    if !tool::apt::is_root()? {
        return Ok(Command::new(program));
    }
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid", USER, "--regid", USER, "--init-groups"].map(OsStr::new))
        .arg(program);
    Ok(command)
}
