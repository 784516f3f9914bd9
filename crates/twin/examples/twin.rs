//! Starts a twin on a fixed address and prints where it is.

use std::{error::Error, net::SocketAddr};

use twin::{Credentials, Settings, Twin};

#[tokio::main]
#[expect(clippy::print_stdout, reason = "an example talks to its reader")]
async fn main() -> Result<(), Box<dyn Error>> {
    let addr: SocketAddr = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "127.0.0.1:4011".to_owned())
        .parse()?;
    let mut random = [0; 64];
    getrandom::fill(&mut random)?;
    let credentials = Credentials::generate(random);
    let keys = format!(
        "x-client-id: {}\nx-api-key: {}",
        credentials.client_id, credentials.api_key
    );
    let running = Twin::start(Settings::new(addr, credentials)).await?;
    println!("{}\n{keys}", running.url);
    tokio::signal::ctrl_c().await?;
    running.shutdown().await;
    Ok(())
}
