mod calendar;
mod debit;
mod letter;
mod payment_link;
mod rights;
mod screen;
mod story;
mod terms;
mod time;

use flinks::stage::Stage;
use payment::{Delivery, Field, Method, TextFault};

use super::{
    AccountWords, Around, BankWords, Bounds, DeliveryWords, EndWords, FormWords, FrameWords,
    Framed, MethodWords, OrderStateWords, OrderWords, ReceiptWords, SentWords, ShopWords, Telling3,
    Words,
};

pub(super) static WORDS: Words = Words {
    telling: screen::telling,
    method,
    delivery,
    returned: screen::returned,
    stage,
    fault,
    calendar: calendar::WORDS,
    around: Around {
        skip: "Skip to the payment",
        other_language: "Français",
        described: |shop| format!("Pay {shop} directly from your bank account."),
        test: "Test mode: no real money moves.",
        processor: "Bank payments are processed by Flinks.",
        help: |shop| format!("Questions for {shop}?"),
        back_to: |shop| format!("Back to {shop}"),
        note: |shop| format!("From {shop}"),
        legal: "Legal",
        terms: "Terms",
        privacy: "Privacy",
        refund: "Refunds",
        support: "Help",
        new_tab: "opens in a new tab",
        offline: "This page cannot reach us. It goes on by itself once the connection is back.",
        online: "The connection is back.",
    },
    order: OrderWords {
        title: "Your order",
        total: "Total",
        reference: "Reference",
        pay_to: "To",
        payer: "From",
        open_until: "Open until",
        phone: "Continue on your phone",
        phone_how: "Scan this code with your phone’s camera. Both pages follow along.",
        phone_code: "QR code of the address of this page",
        details: "Order details",
        open_amount: "You choose the amount",
    },
    form: FormWords {
        methods: "Payment method",
        payer: "Who is paying?",
        payer_hint: "Write your name as it is on your bank account.",
        paying_as: "Paying as",
        first_name: "First name",
        last_name: "Last name",
        email: "Email",
        email_hint: "Your bank may write to you about this payment.",
        amount: "Amount",
        amount_hint: |Bounds { least, most }| {
            format!("From {least} to {most}, in Canadian dollars.")
        },
        deliveries: "Where do you want to open your bank?",
        tried: "Tried just now",
        submit: "Continue to my bank",
        submit_mail: "Email me the link",
        trust: |shop| format!("You sign in with your bank. {shop} never sees your password."),
        faults: |count| match count {
            1 => "One thing needs your attention".to_owned(),
            _ => format!("{count} things need your attention"),
        },
        open_attempt: "A payment is already open at your bank. Starting another one cancels it.",
        stale: "This page had changed since you opened it, so your last press started nothing. What you typed is still here.",
        back_to_bank: "Go back to the open payment",
        too_many: |shop| {
            format!("This page has seen many tries and takes no more. Ask {shop} for a new one.")
        },
        again: "Try again",
        other_way: "Pay another way",
    },
    terms: terms::WORDS,
    debit: debit::WORDS,
    rights: rights::WORDS,
    bank: BankWords {
        frame,
        path: "Your payment, step by step",
        path_line: |total| format!("Step {{n}} of {total} · {{label}}"),
        done: "done",
        current: "you are here",
        unopened: Telling3 {
            title: "Your bank’s page could not be opened",
            lead: "No money has been asked for. The payment service is not answering as it should.",
            next: "Reload the page in a moment.",
        },
        silent: "Nothing to see in the frame? Some browsers and banks do not allow one. “Open your bank’s page in full” leads to the same page outside the frame; come back here afterwards.",
        before_stopping: "Another payment for this order was begun before, and is being cancelled. If you have already approved it at your bank, do not approve this one: this page will say that you have paid.",
        before_stopped: "This payment took the place of one that was begun before. That one was cancelled, and nothing was taken for it.",
        cancel: "Cancel this payment",
        other_way: "Pay another way",
        finished: "I have finished at my bank",
        back: "Back to my bank’s page",
        refreshes: |seconds| format!("This page looks again by itself every {seconds} seconds."),
        stop_refreshing: "Stop looking by itself",
        still: "This page does not look again by itself.",
        refresh_again: "Let it look by itself",
        refresh: "Look again now",
    },
    time: time::WORDS,
    account: AccountWords {
        accounts: "Your accounts",
        missing: "Choose the account to pay from",
        ending_in: |digits| format!("ending in {digits}"),
        holder: "Holder",
        holder_matches: "name confirmed by your bank",
        amount: "One debit of",
        submit: |amount| format!("Debit {amount} from this account"),
        agreement: |shop, amount| {
            format!(
                "Next you sign a debit agreement: it lets {shop} take {amount} from this account, once. You can still stop there."
            )
        },
    },
    sent: SentWords {
        to: "Sent to",
        look_for: "What to look for",
        // Assumption: who signs the message and what it says is documented nowhere.
        mail: [
            |_, _| "An email about a payment request, sent by Flinks or Interac.".to_owned(),
            |amount, shop| format!("It asks you to send {amount} to {shop}."),
            |_, _| "Its link leads to your own bank, where you approve the payment.".to_owned(),
        ],
        not_come: "It did not come?",
        no_second: "Give it a few minutes, and look in the spam folder too. We do not send a second email: each one would hold a link that can be paid.",
        instead: "Pay on this page instead",
        instead_hint: "This takes the link in the email out of force.",
    },
    end: EndWords {
        paid: "Amount paid",
        method: "Method",
        at: "When",
        guarantee: "Guarantee",
        guaranteed: "Guaranteed",
        not_guaranteed: |until| {
            format!("Not guaranteed: until {until}, at the least, your bank can still return it")
        },
        receipt: "View the receipt",
        shortfall: |asked, open, shop| {
            format!(
                "Your order comes to {asked}. Your bank could confirm less, so {open} is still to be paid. {shop} will tell you how."
            )
        },
        duplicate: |amount, shop| {
            format!(
                "A second payment of {amount} reached {shop}. It does not count for this order, and {shop} has been told. Ask for it back and quote the reference."
            )
        },
        late: |amount, shop| {
            format!(
                "A payment of {amount} reached {shop} after this page had closed. It is not lost, and {shop} has been told. Ask what happens with it and quote the reference."
            )
        },
        returned: |amount, shop, why| {
            format!(
                "Your bank has since taken {amount} back from {shop}. {why} {shop} has been told. Ask how to settle it and quote the reference."
            )
        },
    },
    receipt: ReceiptWords {
        title: "Receipt",
        file: "receipt",
        number: "Payment number",
        asked: "Order total",
        returned_at: "Taken back",
        may_return: |until, day| {
            format!(
                "Until {until}, at the least, your bank can return this debit. This receipt tells of the debit that you agreed to on {day}."
            )
        },
        not_guaranteed: "Not guaranteed",
        keep: |shop, seen| match seen {
            Some(seen) => format!(
                "Do not pay again. Keep enough in the account until the debit has gone through; {shop} should see the money around {seen}."
            ),
            None => {
                "Do not pay again. Keep enough in the account until the debit has gone through."
                    .to_owned()
            }
        },
        // The period is a person's, not a business's [Rule H1].
        rights: "You have the right to be paid back for a debit that you did not authorize or that does not follow your agreement. For 90 days after the debit, ask your bank; to learn more, see payments.ca.",
        code: "Verification code",
        code_how: "It says how much, to whom and when, and how it stood, and is signed. Anyone can check it without asking us.",
        logo: |shop| format!("Logo of {shop}"),
        copy: "Copy the code",
        copied: "Copied",
        marked: "The code is selected: copy it.",
        download: "Download the PDF",
        print: "Print",
        print_how: "To keep a copy, print this page or download the PDF.",
        open: "Good to know",
        back: "Back to the payment",
    },
    letter: letter::WORDS,
    outbox: letter::OUTBOX,
    payment_link: payment_link::WORDS,
    missing: Telling3 {
        title: "We cannot find this page",
        lead: "The link may be incomplete, or it was never a payment page.",
        next: "Open the link again from the shop’s message, or ask the shop for a new one.",
    },
    broken: Telling3 {
        title: "Something broke on our side",
        lead: "It is not your doing. If a payment was under way, its state is kept safe.",
        next: "Do not pay again. Wait a moment, then reload this page.",
    },
    too_large: Telling3 {
        title: "That was too much text",
        lead: "It is far longer than any name or address, so we did not read it. It started nothing.",
        next: "Go back to the payment and write less.",
    },
    shop: ShopWords {
        title: "Fernhill pack · Maple & Pine",
        kicker: "Packs · Made in Canada",
        product: "Fernhill 40 L pack",
        blurb: "Waxed canvas, birch-tan leather, and a roll top that keeps the rain where it belongs. Sewn to be mended, and carried for twenty years.",
        facts: [
            "40 litres, 1.4 kg",
            "Waxed cotton, 18 oz",
            "Repaired free, for life",
        ],
        picture: "A deep green canvas pack with tan leather straps",
        cart: "Your cart",
        item: "1 × Fernhill 40 L, spruce",
        total: "Total",
        scenarios: "What should happen?",
        scenarios_hint: "This is a demonstration with a make-believe bank. Choose how the story goes.",
        pay: "Pay from my bank",
        sign_in: |user, password| {
            format!("At the bank, sign in as {user} with the password {password}.")
        },
        scenario: story::scenario,
        orders: "Latest orders",
        orders_hint: "The shop hears of a payment by a signed notification, claims it for the order, and only then ships. Reload to see the latest.",
        order_states: OrderStateWords {
            awaited: "Waiting for the payment",
            paid: "Paid; the notification is on its way",
            ready_to_ship: "Ready to ship",
            returned: "Taken back by the bank; do not ship",
            unpaid: "Not paid",
        },
        thanks: Telling3 {
            title: "Thank you",
            lead: "Your order is in, and your pack is being wrapped.",
            next: "This was a demonstration: no pack is on its way, and no money has moved.",
        },
        again: "Back to the shop",
    },
};

const fn method(method: Method) -> MethodWords {
    match method {
        Method::GuaranteedEft => MethodWords {
            name: "Bank debit, guaranteed",
            line: "Sign in to your bank and approve one debit.",
        },
        Method::ETransfer => MethodWords {
            name: "Interac e-Transfer",
            line: "Accept a request in your online banking.",
        },
        Method::Eft => MethodWords {
            name: "Bank debit",
            line: "Sign in to your bank and approve one debit.",
        },
    }
}

const fn delivery(delivery: Delivery) -> DeliveryWords {
    match delivery {
        Delivery::Page => DeliveryWords {
            name: "Open my bank here",
            line: "You go on at once, on this device.",
        },
        Delivery::Email => DeliveryWords {
            name: "Send the link to my email",
            line: "You pay from the email, on any device.",
        },
    }
}

const fn frame(framed: Framed) -> FrameWords {
    match framed {
        Framed::Bank | Framed::Link => FrameWords {
            title: "Your bank’s page",
            loading: "Opening your bank’s page…",
            trouble: "Trouble? Open your bank’s page in full",
            trouble_how: "It helps too when a window of your bank does not open. This page waits for you: come back to it afterwards.",
            in_full: "Open my bank’s page",
        },
        Framed::Agreement => FrameWords {
            title: "The debit agreement",
            loading: "Opening the agreement…",
            trouble: "Trouble? Open the agreement in full",
            trouble_how: "This page waits for you: come back to it afterwards.",
            in_full: "Open the agreement",
        },
    }
}

const fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Opened => "Open the page",
        Stage::Bank => "Choose your bank",
        Stage::SignIn => "Sign in",
        Stage::Account => "Choose your account",
        Stage::Amount => "Confirm the amount",
        Stage::Agreement => "Sign the agreement",
        Stage::Approve => "Approve the request",
        Stage::Done => "Finish",
    }
}

fn fault(field: Field, fault: TextFault, bounds: &Bounds<'_>) -> String {
    let Bounds { least, most } = bounds;
    let words = match (field, fault) {
        (Field::FirstName, TextFault::Missing) => "Enter your first name",
        (Field::FirstName, TextFault::TooLong) => "Shorten your first name to 100 characters",
        (Field::FirstName, TextFault::Digits { .. } | TextFault::Date | TextFault::Invalid) => {
            "Enter your first name without < or >"
        }
        (Field::LastName, TextFault::Missing) => "Enter your last name",
        (Field::LastName, TextFault::TooLong) => "Shorten your last name to 100 characters",
        (Field::LastName, TextFault::Digits { .. } | TextFault::Date | TextFault::Invalid) => {
            "Enter your last name without < or >"
        }
        (Field::Email, TextFault::Missing) => "Enter your email address",
        (Field::Email, TextFault::TooLong) => "Enter an email address of at most 100 characters",
        (Field::Email, TextFault::Digits { .. } | TextFault::Date | TextFault::Invalid) => {
            "Enter an email address such as name@example.ca"
        }
        (Field::Amount, TextFault::Missing) => "Enter the amount you want to pay",
        (
            Field::Amount,
            TextFault::TooLong | TextFault::Digits { .. } | TextFault::Date | TextFault::Invalid,
        ) => {
            return format!("Enter an amount from {least} to {most}, such as 49.95");
        }
        (
            Field::Method,
            TextFault::Missing
            | TextFault::TooLong
            | TextFault::Digits { .. }
            | TextFault::Date
            | TextFault::Invalid,
        ) => "Choose one of the payment methods",
    };
    words.to_owned()
}
