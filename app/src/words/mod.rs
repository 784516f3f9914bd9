//! The catalogue: every sentence that the page says, as a type. A language that lacks one
//! does not compile.

use flinks::{return_code::Decision, stage::Stage};
use payment::{Delivery, Field, Locale, Method, Screen, TextFault};

mod calendar;
mod debit;
mod en_ca;
mod fr_ca;
mod letter;
mod payment_link;
mod rights;
pub mod telling;
mod terms;
mod time;

pub use calendar::CalendarWords;
pub use debit::DebitWords;
pub use letter::{LetterWords, OutboxWords};
pub use payment_link::PaymentLinkWords;
pub use rights::{Right, RightsWords};
pub use telling::{Bounds, DebitDays, DebitStanding, Facts, Framed, Taken, Telling, WaitingFor};
pub use terms::TermsWords;
pub use time::TimeWords;

/// Every sentence in one language.
#[derive(Debug)]
pub struct Words {
    /// What a screen tells: what happened, what it means, what to do next.
    pub telling: fn(Screen, &Facts<'_>) -> Telling,
    /// What a method is called and what it means for the customer.
    pub method: fn(Method) -> MethodWords,
    /// What a way to the bank's page is called and what it means for the customer.
    pub delivery: fn(Delivery) -> DeliveryWords,
    /// Why a bank returned a debit and what helps; `None` where the bank's code is not known.
    pub returned: fn(Option<Decision>) -> ReturnWords,
    /// What a stage of the way through the bank frame is called.
    pub stage: fn(Stage) -> &'static str,
    /// What is wrong with a field.
    pub fault: fn(Field, TextFault, &Bounds<'_>) -> String,
    /// Days and times.
    pub calendar: CalendarWords,
    /// Around the payment.
    pub around: Around,
    /// The order.
    pub order: OrderWords,
    /// The choice of a method, and the payer's fields.
    pub form: FormWords,
    /// What holds for each method.
    pub terms: TermsWords,
    /// The days of a debit.
    pub debit: DebitWords,
    /// What a debit agreement is, and its payer's rights.
    pub rights: RightsWords,
    /// The bank frame and its surroundings.
    pub bank: BankWords,
    /// How much time there is, and what takes long.
    pub time: TimeWords,
    /// The choice of a linked account.
    pub account: AccountWords,
    /// The link that was sent by e-mail.
    pub sent: SentWords,
    /// The ends.
    pub end: EndWords,
    /// The receipt.
    pub receipt: ReceiptWords,
    /// The letters.
    pub letter: LetterWords,
    /// The demonstration's outbox.
    pub outbox: OutboxWords,
    /// The page of a payment link.
    pub payment_link: PaymentLinkWords,
    /// A page that is not there.
    pub missing: Telling3,
    /// Something broke on our side.
    pub broken: Telling3,
    /// More was sent than anybody reads.
    pub too_large: Telling3,
    /// The shop of the demonstration.
    pub shop: ShopWords,
}

/// A title, what it means, and what to do next, without anything to fill in.
#[derive(Debug)]
pub struct Telling3 {
    /// What happened.
    pub title: &'static str,
    /// What it means.
    pub lead: &'static str,
    /// What to do next.
    pub next: &'static str,
}

/// A method.
#[derive(Debug)]
pub struct MethodWords {
    /// Its name.
    pub name: &'static str,
    /// What the customer does.
    pub line: &'static str,
}

/// A way to the bank's page.
#[derive(Debug)]
pub struct DeliveryWords {
    /// Its name.
    pub name: &'static str,
    /// What happens.
    pub line: &'static str,
}

/// A returned debit.
#[derive(Clone, Copy, Debug)]
pub struct ReturnWords {
    /// What the bank's code means.
    pub why: &'static str,
    /// What helps, where the customer can pay another way.
    pub next: &'static str,
    /// What helps where nothing else is offered.
    pub only: &'static str,
}

/// Header, footer, and what every page may say.
#[derive(Debug)]
pub struct Around {
    /// The link for keyboards to the payment.
    pub skip: &'static str,
    /// The other language's name in that language.
    pub other_language: &'static str,
    /// What a shop's page is for, where others tell of it.
    pub described: fn(&str) -> String,
    /// Nothing here is real money.
    pub test: &'static str,
    /// Who processes the payment.
    pub processor: &'static str,
    /// Before the ways to reach the shop.
    pub help: fn(&str) -> String,
    /// Back to the shop of that name.
    pub back_to: fn(&str) -> String,
    /// Above what the shop of that name says itself.
    pub note: fn(&str) -> String,
    /// The name, for ears, of the links that follow.
    pub legal: &'static str,
    /// The shop's terms of sale.
    pub terms: &'static str,
    /// What becomes of personal data.
    pub privacy: &'static str,
    /// How money comes back.
    pub refund: &'static str,
    /// The shop's own page for help.
    pub support: &'static str,
    /// After a link that opens beside the payment, for ears.
    pub new_tab: &'static str,
    /// The connection is cut, or the server does not answer: nobody here knows which.
    pub offline: &'static str,
    /// The connection is back.
    pub online: &'static str,
}

/// The order.
#[derive(Debug)]
pub struct OrderWords {
    /// The heading, for ears.
    pub title: &'static str,
    /// Before the amount.
    pub total: &'static str,
    /// Before the reference.
    pub reference: &'static str,
    /// Before the shop's name.
    pub pay_to: &'static str,
    /// Before the name of the person who pays.
    pub payer: &'static str,
    /// Before the moment at which the page closes.
    pub open_until: &'static str,
    /// The way to the customer's phone.
    pub phone: &'static str,
    /// How it is taken.
    pub phone_how: &'static str,
    /// What the picture with the page's address is.
    pub phone_code: &'static str,
    /// The disclosure on narrow screens.
    pub details: &'static str,
    /// Instead of an amount that the customer has yet to enter.
    pub open_amount: &'static str,
}

/// The form.
#[derive(Debug)]
pub struct FormWords {
    /// Above the methods.
    pub methods: &'static str,
    /// Above the payer's fields.
    pub payer: &'static str,
    /// Why the name is asked for.
    pub payer_hint: &'static str,
    /// Before who pays, when the merchant told it.
    pub paying_as: &'static str,
    /// Given name.
    pub first_name: &'static str,
    /// Family name.
    pub last_name: &'static str,
    /// E-mail address.
    pub email: &'static str,
    /// What the address is for.
    pub email_hint: &'static str,
    /// Amount.
    pub amount: &'static str,
    /// How to write one, and its limits.
    pub amount_hint: fn(&Bounds<'_>) -> String,
    /// Above the ways to the bank's page.
    pub deliveries: &'static str,
    /// Beside the method that was tried last.
    pub tried: &'static str,
    /// The main button.
    pub submit: &'static str,
    /// The main button where the link goes by e-mail.
    pub submit_mail: &'static str,
    /// Under it: who sees the password.
    pub trust: fn(&str) -> String,
    /// Above the list of faults.
    pub faults: fn(usize) -> String,
    /// A payment is open already: what starting another does.
    pub open_attempt: &'static str,
    /// The form was sent from a page that had changed since, and started nothing.
    pub stale: &'static str,
    /// Back to that payment.
    pub back_to_bank: &'static str,
    /// So many attempts that the page takes no more.
    pub too_many: fn(&str) -> String,
    /// Start again the same way.
    pub again: &'static str,
    /// Above the form on a screen that tells of a failure.
    pub other_way: &'static str,
}

/// The bank frame and its surroundings.
#[derive(Debug)]
pub struct BankWords {
    /// The frame, by whose page stands in it.
    pub frame: fn(Framed) -> FrameWords,
    /// Above the path.
    pub path: &'static str,
    /// "Step {n} of `total` · {label}": `{n}` and `{label}` stay, to be filled in live.
    pub path_line: fn(usize) -> String,
    /// A stage behind the customer, for ears.
    pub done: &'static str,
    /// The stage where the customer is, for ears.
    pub current: &'static str,
    /// In the frame, when the bank's page cannot be opened there.
    pub unopened: Telling3,
    /// The frame has not said a word for a while: what may be the matter, and the way on.
    pub silent: &'static str,
    /// Another attempt was live when this one began, here or on another page. How it ended is
    /// not known yet: what to do with it.
    pub before_stopping: &'static str,
    /// The same once it is known to have ended without money.
    pub before_stopped: &'static str,
    /// Stops the attempt.
    pub cancel: &'static str,
    /// To the choice of a method.
    pub other_way: &'static str,
    /// Without JavaScript: to the page that shows how it went.
    pub finished: &'static str,
    /// Back from there to the frame.
    pub back: &'static str,
    /// Without JavaScript, on a page that waits: it looks again by itself, every so many seconds.
    pub refreshes: fn(u8) -> String,
    /// Stops that.
    pub stop_refreshing: &'static str,
    /// On the same page after that.
    pub still: &'static str,
    /// Begins it again.
    pub refresh_again: &'static str,
    /// Looks again now.
    pub refresh: &'static str,
}

/// A page of the bank or the provider in its frame.
#[derive(Clone, Copy, Debug)]
pub struct FrameWords {
    /// What it is.
    pub title: &'static str,
    /// While it loads.
    pub loading: &'static str,
    /// The link to it outside the frame.
    pub trouble: &'static str,
    /// When that helps, and how it goes on from there.
    pub trouble_how: &'static str,
    /// The same as a button, where the frame cannot work without JavaScript.
    pub in_full: &'static str,
}

/// The choice of a linked account.
#[derive(Debug)]
pub struct AccountWords {
    /// Above several accounts.
    pub accounts: &'static str,
    /// None was chosen.
    pub missing: &'static str,
    /// The last digits, for ears.
    pub ending_in: fn(&str) -> String,
    /// Before the holder's name.
    pub holder: &'static str,
    /// The bank gave the payer's name as the holder's.
    pub holder_matches: &'static str,
    /// Before the amount.
    pub amount: &'static str,
    /// The button: it asks for that amount.
    pub submit: fn(&str) -> String,
    /// What follows: shop, amount.
    pub agreement: fn(&str, &str) -> String,
}

/// The link that was sent by e-mail.
#[derive(Debug)]
pub struct SentWords {
    /// Before the address.
    pub to: &'static str,
    /// Above what to look for.
    pub look_for: &'static str,
    /// Who sends it, what it asks for and for whom: amount, shop.
    pub mail: [fn(&str, &str) -> String; 3],
    /// The question of whoever waits in vain.
    pub not_come: &'static str,
    /// Where else to look, and why no second message is sent.
    pub no_second: &'static str,
    /// Pays on the page instead, which takes the link out of force.
    pub instead: &'static str,
    /// What that does.
    pub instead_hint: &'static str,
}

/// The ends.
#[derive(Debug)]
pub struct EndWords {
    /// Before the amount that was paid.
    pub paid: &'static str,
    /// Before the method.
    pub method: &'static str,
    /// Before the moment.
    pub at: &'static str,
    /// Before whether the payment is guaranteed.
    pub guarantee: &'static str,
    /// It is.
    pub guaranteed: &'static str,
    /// It is not: until which day, at the least, the bank can still return it.
    pub not_guaranteed: fn(&str) -> String,
    /// To the receipt.
    pub receipt: &'static str,
    /// Less was paid than the order asks for: asked, still open, shop.
    pub shortfall: fn(&str, &str, &str) -> String,
    /// A second payment came: amount, shop.
    pub duplicate: fn(&str, &str) -> String,
    /// A payment came after the page had closed: amount, shop.
    pub late: fn(&str, &str) -> String,
    /// The bank took the payment back: amount, shop, why.
    pub returned: fn(&str, &str, &str) -> String,
}

/// The receipt.
#[derive(Debug)]
pub struct ReceiptWords {
    /// The heading.
    pub title: &'static str,
    /// What its file is called, in letters that every disk takes.
    pub file: &'static str,
    /// Before the checkout's id.
    pub number: &'static str,
    /// Before the order's amount, where less was paid.
    pub asked: &'static str,
    /// Before the moment at which the bank took the payment back.
    pub returned_at: &'static str,
    /// The bank may take the debit back: until which day, and the day of which the receipt
    /// tells.
    pub may_return: fn(&str, &str) -> String,
    /// Nobody guarantees it.
    pub not_guaranteed: &'static str,
    /// What is left to do until a debit has gone through: the shop, and around which day it
    /// sees the money, where that is known.
    pub keep: fn(&str, Option<&str>) -> String,
    /// What a person may do about a debit.
    pub rights: &'static str,
    /// Above the code by which others can check the receipt.
    pub code: &'static str,
    /// What that is.
    pub code_how: &'static str,
    /// What the shop's picture is, for ears.
    pub logo: fn(&str) -> String,
    /// Copies it.
    pub copy: &'static str,
    /// It is copied.
    pub copied: &'static str,
    /// The browser does not copy it: it is marked.
    pub marked: &'static str,
    /// To the receipt as a file.
    pub download: &'static str,
    /// Prints it.
    pub print: &'static str,
    /// How to print it where no script runs.
    pub print_how: &'static str,
    /// Above what the payment leaves open.
    pub open: &'static str,
    /// Back to the payment's page.
    pub back: &'static str,
}

/// The shop of the demonstration.
#[derive(Debug)]
pub struct ShopWords {
    /// The document's title.
    pub title: &'static str,
    /// Above the product.
    pub kicker: &'static str,
    /// The product.
    pub product: &'static str,
    /// What it is.
    pub blurb: &'static str,
    /// Three facts about it.
    pub facts: [&'static str; 3],
    /// What its picture shows.
    pub picture: &'static str,
    /// Above the cart.
    pub cart: &'static str,
    /// One of it, in green.
    pub item: &'static str,
    /// Before the total.
    pub total: &'static str,
    /// Above the scenarios.
    pub scenarios: &'static str,
    /// What they are.
    pub scenarios_hint: &'static str,
    /// Pay.
    pub pay: &'static str,
    /// Before what to type at the bank.
    pub sign_in: fn(&str, &str) -> String,
    /// What a scenario of the twin is called and what will happen.
    pub scenario: fn(&str) -> Option<ScenarioWords>,
    /// Above the latest orders.
    pub orders: &'static str,
    /// How the shop knows what it says of them.
    pub orders_hint: &'static str,
    /// What it says of them.
    pub order_states: OrderStateWords,
    /// After the payment.
    pub thanks: Telling3,
    /// Back to the shop.
    pub again: &'static str,
}

/// Where an order stands for the shop.
#[derive(Debug)]
pub struct OrderStateWords {
    /// Nobody has paid.
    pub awaited: &'static str,
    /// It is paid, and the shop has not been told yet.
    pub paid: &'static str,
    /// The payment is the order's.
    pub ready_to_ship: &'static str,
    /// The bank took the payment back.
    pub returned: &'static str,
    /// It ended unpaid.
    pub unpaid: &'static str,
}

/// A scenario of the demonstration.
#[derive(Debug)]
pub struct ScenarioWords {
    /// Its name.
    pub name: &'static str,
    /// What will happen.
    pub happens: &'static str,
    /// What to type at the bank, where it is not what the bank expects.
    pub sign_in: Option<&'static str>,
}

/// The catalogue of a language.
#[must_use]
pub const fn words(locale: Locale) -> &'static Words {
    match locale {
        Locale::EnCa => &en_ca::WORDS,
        Locale::FrCa => &fr_ca::WORDS,
    }
}
