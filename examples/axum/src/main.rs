//! The shop as a program. The shop itself is in `lib.rs`.

use std::{env, error::Error};

use example_axum::{Guichet, shop};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let set = |name: &str| env::var(name).map_err(|_| format!("set {name}"));
    let guichet = Guichet::new(&set("GUICHET_URL")?, &set("GUICHET_KEY")?)?;
    let port = env::var("PORT").unwrap_or_else(|_| "3000".to_owned());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    let url = format!("http://localhost:{}", listener.local_addr()?.port());
    let secret = set("GUICHET_WEBHOOK_SECRET")?;
    let shop = shop(&url, guichet, &secret).ok_or("GUICHET_WEBHOOK_SECRET is no such secret")?;
    #[expect(
        clippy::print_stdout,
        reason = "whoever starts it wants to know where it is"
    )]
    {
        println!("The shop is open: {url}/");
    }
    axum::serve(listener, shop).await?;
    Ok(())
}
