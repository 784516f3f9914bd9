use std::{
    ffi::OsStr,
    fs, io,
    net::SocketAddr,
    path::{Path as FilePath, PathBuf},
    sync::Arc,
};

use app::{
    brand::{Brand, Font, Logo},
    page::{LOGO, Site},
    sample::{self, BANK, Sample, Wearing},
};
use axum::{
    Router,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
    routing::get,
};
use clap::Args as ClapArgs;
use http::{HeaderMap, StatusCode, header};
use payment::{Mode, Theme};
use serde::Serialize;

use super::{
    Failure,
    demo::letter_alone,
    output::{print_json, print_line},
    serve::listen,
    stop::Asked,
};
use crate::{
    assets,
    customer::{LanguageQuery, site},
    door::Door,
    mail,
    security::headers::{Document, Framing},
};

/// Serve every page that there is, and the letter, of checkouts that nobody made
///
/// With the stylesheet, fonts and headers of the true ones, and without scripts, which would
/// look for the checkout. A page stands at /BRAND/PAGE?lang=fr-CA.
#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    /// Where to listen; port 0 means any free port
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:0")]
    addr: SocketAddr,
    /// A brand as it is stored, beside the demonstration's; its pages stand below the
    /// file's name, and an SVG of that name beside it is its logo
    #[arg(long = "brand", value_name = "FILE")]
    brands: Vec<PathBuf>,
    /// Print one line of JSON once it is ready
    #[arg(long)]
    json: bool,
}

/// Below which the pages of the demonstration's shop stand.
const DEFAULT: &str = "default";

/// Where the letter with the receipt stands.
const LETTER: &str = "letter";

/// In which mode the pages are: the one that says so.
const MODE: Mode = Mode::Test;

#[derive(Serialize)]
struct Ready {
    url: String,
    brands: Vec<String>,
    pages: Vec<&'static str>,
    letters: [&'static str; 1],
}

/// A brand and what it is called in addresses.
struct Worn {
    name: String,
    brand: Brand,
    /// Its logo, as SVG.
    logo: String,
}

type Wardrobe = Arc<Vec<Worn>>;

pub(super) async fn run(args: Args) -> Result<(), Failure> {
    let asked = Asked::by_signals();
    let mut worn = vec![Worn {
        name: DEFAULT.to_owned(),
        brand: Brand::maple_and_pine(),
        logo: LOGO.to_owned(),
    }];
    for file in &args.brands {
        worn.push(Worn::read(file)?);
    }
    for Worn { name, brand, .. } in &mut worn {
        brand.logo = Some(Logo::square(format!("/{name}/logo.svg")));
    }
    let (listener, addr) = listen(args.addr)?;
    let ready = Ready {
        url: format!("http://{addr}"),
        brands: worn.iter().map(|worn| worn.name.clone()).collect(),
        pages: Sample::all().map(Sample::as_str).collect(),
        letters: [LETTER],
    };
    let door = Door::at(listener);
    door.open(router(Arc::new(worn)));
    if args.json {
        print_json(&ready)?;
    } else {
        for brand in &ready.brands {
            for page in ready.pages.iter().chain(&ready.letters) {
                print_line(format_args!("{}/{brand}/{page}", ready.url))?;
            }
        }
    }
    asked.once().await;
    drop(door.close().await);
    Ok(())
}

impl Worn {
    fn read(file: &FilePath) -> Result<Self, Failure> {
        let garbled = || Failure::Garbled {
            path: file.to_owned(),
        };
        let text = |path: &FilePath| {
            fs::read_to_string(path).map_err(|source| Failure::File {
                path: path.to_owned(),
                source,
            })
        };
        let name = file.file_stem().and_then(OsStr::to_str);
        let logo = match text(&file.with_extension("svg")) {
            Err(Failure::File { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                LOGO.to_owned()
            }
            read => read?,
        };
        Ok(Self {
            name: name.ok_or_else(garbled)?.to_owned(),
            brand: serde_json::from_str(&text(file)?).map_err(|_| garbled())?,
            logo,
        })
    }
}

fn router(wardrobe: Wardrobe) -> Router {
    Router::new()
        .route("/{brand}/logo.svg", get(logo))
        .route("/{brand}/{page}", get(page))
        .route("/brand/{file}", get(stylesheet))
        .route("/brand/font/{file}", get(font))
        .merge(assets::router())
        .with_state(wardrobe)
}

/// `GET /{brand}/{page}`
async fn page(
    State(wardrobe): State<Wardrobe>,
    Path((brand, page)): Path<(String, String)>,
    Query(language): Query<LanguageQuery>,
    headers: HeaderMap,
) -> Response {
    let worn = wardrobe.iter().find(|worn| worn.name == brand);
    let Some(worn) = worn else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let site = Site {
        css: site().css,
        ..Site::default()
    };
    let wearing = Wearing {
        brand: &worn.brand,
        theme: Theme::Auto,
        locale: language.resolve(&headers, None),
        mode: MODE,
        site: &site,
    };
    if page == LETTER {
        let (view, receipt) = sample::paid(&wearing);
        return letter_alone(mail::sample(&view, &receipt));
    }
    let Ok(sample) = page.parse::<Sample>() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let rendered = sample.render(&wearing);
    Document {
        status: StatusCode::OK,
        html: rendered.html,
        frame_origins: vec![BANK.to_owned(), "'self'".to_owned()],
        // Several stand beside each other on one sheet.
        framing: Framing::OurPages(Vec::new()),
        secure: false,
    }
    .into_response()
}

/// `GET /brand/{file}`
async fn stylesheet(State(wardrobe): State<Wardrobe>, Path(file): Path<String>) -> Response {
    let href = format!("/brand/{file}");
    let served = |worn: &&Worn| worn.brand.href(&sample::merchant(), MODE) == href;
    match wardrobe.iter().find(served) {
        Some(worn) => of_kind("text/css; charset=utf-8", worn.brand.stylesheet()),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// `GET /brand/font/{file}`
async fn font(Path(file): Path<String>) -> Response {
    match Font::file(&file) {
        Some(bytes) => of_kind("font/woff2", bytes),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// `GET /{brand}/logo.svg`
async fn logo(State(wardrobe): State<Wardrobe>, Path(brand): Path<String>) -> Response {
    match wardrobe.iter().find(|worn| worn.name == brand) {
        Some(worn) => of_kind("image/svg+xml", worn.logo.clone()),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn of_kind(kind: &'static str, body: impl IntoResponse) -> Response {
    ([(header::CONTENT_TYPE, kind)], body).into_response()
}
