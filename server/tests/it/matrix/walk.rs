//! Through the twin's pages by their forms.

use reqwest::Method;

use super::house::House;

/// More pages than any way through has.
const MOST_PAGES: usize = 20;

/// The first value of an attribute, as a browser reads it.
pub(super) fn attribute(html: &str, name: &str) -> Option<String> {
    let (_, rest) = html.split_once(&format!(" {name}=\""))?;
    Some(rest.split('"').next()?.replace("&amp;", "&"))
}

/// A page of the twin.
struct Page {
    url: reqwest::Url,
    screen: String,
    html: String,
}

impl House {
    /// Pays on the page of the bank frame. Whether the customer came through.
    pub(super) async fn pay_in_frame(&self, html: &str) -> bool {
        let Some(frame) = html
            .split_once("data-frame=\"bank\"")
            .map(|(before, after)| {
                let start = before.rfind('<').unwrap_or(0);
                format!(
                    "{}{}",
                    &before[start..],
                    after.split('>').next().unwrap_or("")
                )
            })
        else {
            return false;
        };
        match attribute(&frame, "src") {
            Some(src) => self.walk(&src).await,
            None => false,
        }
    }

    /// Links an account in a window of its own, back to the page at the end.
    pub(super) async fn link(&self, token: &str) {
        let url = format!("{}/c/{token}/link", self.server.url().trim_end_matches('/'));
        self.walk(&url).await;
    }

    /// From an address to the end of the way, whatever it is.
    async fn walk(&self, from: &str) -> bool {
        let Some(mut page) = self.visit(from).await else {
            return false;
        };
        for _ in 0..MOST_PAGES {
            // What the bank has to tell is told before the customer goes on.
            self.settle().await;
            let Some(fields) = fields(&page) else {
                if let Some(back) = way_back(&page) {
                    // Back on our page; what it shows is looked at there.
                    let _ = self.http.get(back).send().await;
                }
                return page.screen == "done";
            };
            let action = action(&page);
            let request = self.http.request(Method::POST, action).form(&fields);
            let Some(next) = read(request).await else {
                return false;
            };
            page = next;
        }
        false
    }

    async fn visit(&self, url: &str) -> Option<Page> {
        read(self.http.request(Method::GET, url)).await
    }
}

/// A page of the twin, or `None` where there is none: a broken answer, or ours again.
async fn read(request: reqwest::RequestBuilder) -> Option<Page> {
    let answer = request.send().await.ok()?;
    let url = answer.url().clone();
    let html = answer.text().await.ok()?;
    let is_ours = url.path().starts_with("/c/");
    let screen = attribute(&html, "data-screen")?;
    (!is_ours).then_some(Page { url, screen, html })
}

/// Where a linked account leads to.
fn way_back(page: &Page) -> Option<String> {
    let mut words = page.html.split(['"', '\'', ' ']);
    let url = words.find(|word| word.contains("/linked/") && word.contains("loginId="))?;
    let url = &url[url.find("http")?..];
    Some(url.replace("&amp;", "&"))
}

fn action(page: &Page) -> reqwest::Url {
    let mut url = page.url.clone();
    let folder = ["/app/", "/v2/"]
        .into_iter()
        .find(|folder| url.path().starts_with(folder));
    if let Some(folder) = folder {
        url.set_path(&format!("{folder}{}", page.screen));
    }
    url
}

/// What a customer who wants to pay answers; `None` where there is nothing to answer.
fn fields(page: &Page) -> Option<Vec<(&'static str, &'static str)>> {
    let answer = ["Montreal", "Canada", "Triangle"]
        .into_iter()
        .find(|answer| page.html.contains(&format!("<code>{answer}</code>")));
    Some(match page.screen.as_str() {
        "consent" => vec![("consent", "yes")],
        "confirm" | "amount" | "review" => vec![],
        "bank" => vec![("institution", "boreal")],
        "sign-in" => vec![("user", "john.doe"), ("password", "Everyday")],
        "question" => vec![("answer", answer.unwrap_or("Montreal"))],
        "account" => vec![("account", "chequing")],
        "agreement" => vec![("agreement", "sign"), ("signed", "yes")],
        "approve" => vec![("answer", "approve")],
        _ => return None,
    })
}
