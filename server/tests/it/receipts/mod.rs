//! What a customer keeps of a payment, and what it proves to others.

mod code;
mod page;
mod paper;

use reqwest::Method;

use crate::{
    house::{Answer, House},
    payer::Payer,
};

impl Payer<'_> {
    /// Pays the order, guaranteed.
    pub(crate) async fn pay(&self, house: &House) {
        self.start("guaranteed_eft").await;
        house.drive("EFT0301").await;
        self.until_status("paid").await;
    }

    /// What stands below its page.
    pub(crate) async fn below(&self, house: &House, name: &str) -> Answer {
        Answer::of(house.anonymous(Method::GET, &format!("{}/{name}", self.path()))).await
    }

    /// The code on its receipt, as the page shows it.
    async fn code(&self, house: &House) -> String {
        let page = self.below(house, "receipt?lang=en-CA").await.text;
        let (_, from) = page.split_once("id=\"receipt-code\"").expect("a code");
        let (code, _) = from.split_once("</p>").expect("an end");
        let (_, code) = code.split_once('>').expect("a tag");
        let code = code.replace("<span>", "").replace("</span>", "");
        code.split("<wbr>").map(str::trim).collect()
    }
}
