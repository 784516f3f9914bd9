use flinks::{return_code::Decision, stage::Stage};
use payment::{Delivery, Field, Method, Screen, TextFault};

use super::{
    AccountWords, Around, BankWords, Bounds, DeliveryWords, EndWords, Facts, FormWords, FrameWords,
    Framed, MethodWords, OrderWords, ReceiptWords, ReturnWords, ScenarioWords, SentWords,
    ShopWords, Taken, Telling, Telling3, WaitingFor, Words,
};

pub(super) static WORDS: Words = Words {
    telling,
    method,
    delivery,
    returned,
    stage,
    fault,
    around: Around {
        skip: "Skip to the payment",
        other_language: "Français",
        test: "Test mode: no real money moves.",
        processor: "Bank payments are processed by Flinks.",
        help: |shop| format!("Questions for {shop}?"),
        back_to: |shop| format!("Back to {shop}"),
        offline: "You are offline. This page goes on by itself once you are connected again.",
        online: "You are connected again.",
    },
    order: OrderWords {
        title: "Your order",
        total: "Total",
        reference: "Reference",
        pay_to: "To",
        payer: "From",
        open_until: "Open until",
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
        transfer_limit: "Many banks allow about $3,000 a day this way.",
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
        back_to_bank: "Go back to the open payment",
        too_many: |shop| {
            format!("This page has seen many tries and takes no more. Ask {shop} for a new one.")
        },
        again: "Try again",
        other_way: "Pay another way",
    },
    bank: BankWords {
        frame,
        path: "Your payment, step by step",
        path_line: |total| format!("Step {{n}} of {total} · {{label}}"),
        done: "done",
        current: "you are here",
        unopened: Telling3 {
            title: "Your bank’s page could not be opened",
            lead: "No money has been asked for. The payment service is not answering as it should.",
            next: "Reload the page in a moment, or pay another way.",
        },
        silent: "Nothing to see in the frame? Some browsers and banks do not allow one. The link below opens the same page in full; come back to this page afterwards.",
        cancel: "Cancel this payment",
        other_way: "Pay another way",
        finished: "I have finished at my bank",
        back: "Back to my bank’s page",
        refreshes: "This page looks again every few seconds.",
        refresh: "Look again now",
    },
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
        not_guaranteed: "Not guaranteed: your bank can still return it",
        receipt: "View the receipt",
        shortfall: |asked, open, shop| {
            format!(
                "Your order comes to {asked}. Your bank could confirm less, so {open} is still to be paid. {shop} will tell you how."
            )
        },
        duplicate: |amount, shop| {
            format!(
                "A second payment of {amount} reached {shop}. It does not count for this order, and {shop} has been told. Ask for it back and quote the reference above."
            )
        },
        late: |amount, shop| {
            format!(
                "A payment of {amount} reached {shop} after this page had closed. It is not lost, and {shop} has been told. Ask what happens with it and quote the reference above."
            )
        },
        returned: |amount, shop, why| {
            format!(
                "Your bank has since taken {amount} back from {shop}. {why} {shop} has been told. Ask how to settle it and quote the reference above."
            )
        },
    },
    receipt: ReceiptWords {
        title: "Receipt",
        number: "Payment number",
        print: "To keep a copy, print this page.",
        back: "Back to the payment",
        not_yet: "There is no receipt before the payment is complete.",
    },
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
        scenario,
        thanks: Telling3 {
            title: "Thank you",
            lead: "Your order is in, and your pack is being wrapped.",
            next: "This was a demonstration: no pack is on its way, and no money has moved.",
        },
        again: "Back to the shop",
    },
};

const fn taken(facts: &Facts<'_>) -> &'static str {
    match facts.taken {
        Taken::Nothing => "Nothing was taken.",
        Taken::NothingSeen => "We have seen no payment.",
        Taken::Something => "A payment was received.",
        Taken::Returned => "A payment was received, and your bank took it back.",
    }
}

const fn another_way(facts: &Facts<'_>) -> &'static str {
    if facts.other_methods {
        "You can pay another way, below."
    } else {
        "You can try again below, from another account."
    }
}

fn telling(screen: Screen, facts: &Facts<'_>) -> Telling {
    let (shop, taken) = (facts.shop, taken(facts));
    match screen {
        Screen::Choose => Telling::new(
            "Choose how to pay",
            format!("Pay {shop} straight from your bank account."),
            "Your bank’s page opens next, and you approve the payment there.",
        ),
        Screen::Opening => opening(facts),
        Screen::Bank => Telling::new(
            "Pay at your bank",
            format!("You sign in with your bank. {shop} never sees your password."),
            "When you have finished, this page says so by itself.",
        ),
        Screen::Link => Telling::new(
            "Choose the account to pay from",
            format!("You sign in with your bank. {shop} never sees your password."),
            "You see the account and the amount once more before any money is asked for.",
        ),
        Screen::Checking => checking(facts),
        Screen::Account => Telling::new(
            "Confirm the account",
            "Your bank has answered. No money has been asked for yet.",
            "The payment begins when you press the button.",
        ),
        Screen::Sent => Telling::new(
            "Look in your inbox",
            format!("Your link to pay {shop} is on its way by email."),
            "Open the email, follow its link and approve the payment at your bank. This page updates by itself.",
        ),
        Screen::Agreement => Telling::new(
            "One step left: sign the debit agreement",
            "You have not paid yet.",
            "Sign the agreement below to finish. Nothing is taken before you do.",
        ),
        Screen::Paid => paid(facts),
        Screen::NotGuaranteed => Telling::new(
            "This payment cannot be guaranteed",
            format!("{taken} {shop} can accept this kind of payment only with a guarantee."),
            another_way(facts),
        ),
        Screen::LowBalance => Telling::new(
            "The account does not hold enough",
            format!("{taken} The balance available in the account you chose is below the amount."),
            if facts.other_methods {
                "You can use another account or pay another way, below."
            } else {
                "You can try again below, from another account."
            },
        ),
        Screen::NameMismatch => Telling::new(
            "The names do not match",
            format!("The name on the account does not match the name on the order. {taken}"),
            if facts.name_from_shop {
                format!(
                    "Use an account in your own name, or ask {shop} to correct the name on the order."
                )
            } else {
                "Use an account in your own name, or write the name below as it is at your bank."
                    .to_owned()
            },
        ),
        Screen::SignInFailed => Telling::new(
            "Your bank did not accept the sign-in",
            format!("{taken} The user name or the password may have been mistyped."),
            "You can try again, or pay another way.",
        ),
        Screen::Declined => Telling::new(
            "The payment was declined",
            format!("{taken} You or your bank declined the request."),
            another_way(facts),
        ),
        Screen::Returned => {
            let ReturnWords { why, next } = returned(facts.returned);
            Telling::new(
                "Your bank returned the payment",
                format!("{why} {shop} has no money from it."),
                next,
            )
        }
        Screen::SessionExpired => Telling::new(
            "Your bank’s page timed out",
            format!("{taken} Banks close a page that has been still for a while."),
            "You can open it again; your order is still here.",
        ),
        Screen::Unavailable => Telling::new(
            "Your bank’s page could not be opened",
            format!("{taken} The payment service is not answering as it should."),
            "You can try again in a moment, or pay another way.",
        ),
        Screen::Failed => Telling::new(
            "The payment did not go through",
            format!("{taken} The payment service gave no reason."),
            "You can try again, or pay another way.",
        ),
        Screen::CanceledByYou => Telling::new(
            "You cancelled this payment",
            format!("{taken} Your order is still open."),
            "You can start again whenever you like while this page is open.",
        ),
        Screen::CanceledByShop => Telling::new(
            "This order was cancelled",
            format!("{shop} cancelled the order. {taken}"),
            format!("If you did not expect this, ask {shop}."),
        ),
        Screen::Expired => Telling::new(
            "This payment page has expired",
            taken,
            format!("Ask {shop} for a new one."),
        ),
    }
}

fn opening(facts: &Facts<'_>) -> Telling {
    match facts.waiting_for {
        WaitingFor::Debit => Telling::new(
            "Preparing the debit agreement",
            "We are asking for one debit from the account that you chose.",
            "Nothing is taken before you sign; the page moves on by itself.",
        ),
        WaitingFor::Mail => Telling::new(
            "Sending your link",
            "We are asking for an email with your payment link.",
            "This takes a few seconds; the page moves on by itself.",
        ),
        WaitingFor::Page | WaitingFor::Accounts | WaitingFor::Stop | WaitingFor::Payment => {
            Telling::new(
                "Opening your bank’s page",
                "We are asking for a secure page for your payment.",
                "This takes a few seconds; the page moves on by itself.",
            )
        }
    }
}

fn checking(facts: &Facts<'_>) -> Telling {
    match facts.waiting_for {
        WaitingFor::Stop => Telling::new(
            "Stopping this payment",
            "We are asking that it be cancelled, and checking that nothing was taken.",
            "Do not pay again yet; this page updates by itself.",
        ),
        WaitingFor::Accounts => Telling::new(
            "Reading your account",
            "We are reading your account at your bank. No money has been asked for.",
            "This can take a minute or two; the page moves on by itself.",
        ),
        WaitingFor::Payment | WaitingFor::Page | WaitingFor::Debit | WaitingFor::Mail => {
            Telling::new(
                "Checking with your bank",
                "We are checking with your bank whether the payment went through.",
                "Do not pay again; this page updates by itself.",
            )
        }
    }
}

fn paid(facts: &Facts<'_>) -> Telling {
    let (shop, amount) = (facts.shop, &facts.amount);
    if facts.taken == Taken::Returned {
        let ReturnWords { why, .. } = returned(facts.returned);
        return Telling::new(
            "Paid, and returned by your bank",
            format!("Your bank has taken {amount} back from {shop}. {why}"),
            format!("{shop} has been told. Ask how to settle it, and quote the reference."),
        );
    }
    let next = "You can close this page. Keep the reference for your records.";
    let lead = match (facts.method, facts.guaranteed) {
        (Some(Method::Eft | Method::GuaranteedEft) | None, false) => {
            return Telling::new(
                "Paid",
                format!("A debit of {amount} to {shop} is scheduled."),
                "Keep enough in the account until the debit has gone through, which takes a few business days.",
            );
        }
        (Some(Method::ETransfer), _) => {
            format!("You sent {amount} to {shop} by Interac e-Transfer.")
        }
        (Some(Method::Eft | Method::GuaranteedEft) | None, true) => {
            format!("Your bank confirmed {amount} to {shop}.")
        }
    };
    Telling::new("Paid", lead, next)
}

const fn method(method: Method) -> MethodWords {
    match method {
        Method::GuaranteedEft => MethodWords {
            name: "Bank debit, guaranteed",
            line: "Sign in to your bank and approve one debit. The payment is confirmed at once.",
        },
        Method::ETransfer => MethodWords {
            name: "Interac e-Transfer",
            line: "Accept a request in your online banking. Your bank’s transfer limit applies.",
        },
        Method::Eft => MethodWords {
            name: "Bank debit",
            line: "Sign in to your bank and approve one debit. It clears in a few business days.",
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

const fn returned(decision: Option<Decision>) -> ReturnWords {
    match decision {
        Some(Decision::CancelSchedule) => ReturnWords {
            why: "This account does not take debits: it may be closed or of another kind, or the agreement is no longer in force.",
            next: "Use another account or pay another way, below.",
        },
        Some(Decision::ContactPayer) => ReturnWords {
            why: "There was not enough in the account on the day of the debit.",
            next: "Make sure that the account holds enough, then try again, or pay another way.",
        },
        Some(Decision::Review) => ReturnWords {
            why: "The debit was stopped, or it did not agree with what your bank has on file.",
            next: "Ask your bank what stopped it before you try again, or pay another way.",
        },
        Some(Decision::Investigate) => ReturnWords {
            why: "Your bank could not process the debit. That need not be about your account.",
            next: "You can pay another way, below.",
        },
        None => ReturnWords {
            why: "It gave a reason that we do not know.",
            next: "Ask your bank about it, or pay another way.",
        },
    }
}

const fn frame(framed: Framed) -> FrameWords {
    match framed {
        Framed::Bank | Framed::Link => FrameWords {
            title: "Your bank’s page",
            loading: "Opening your bank’s page…",
            trouble: "Trouble? Open your bank’s page in full",
            in_full: "Open my bank’s page",
        },
        Framed::Agreement => FrameWords {
            title: "The debit agreement",
            loading: "Opening the agreement…",
            trouble: "Trouble? Open the agreement in full",
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

fn scenario(name: &str) -> Option<ScenarioWords> {
    let sign_in = (name == "WrongPassword")
        .then_some("At the bank, sign in as Happy1 with any password but Everyday.");
    let (name, happens) = match name {
        "Happy1" => ("Everything works", "The bank guarantees the whole amount."),
        "Happy2" => (
            "A lower offer",
            "The bank can guarantee less, and offers that amount.",
        ),
        "Happy3" => (
            "In French",
            "The same as the first, with the bank’s page in French.",
        ),
        "Unhappy1" => (
            "No guarantee",
            "The payment cannot be guaranteed; another way is offered.",
        ),
        "WrongName" => ("Another name", "The account belongs to somebody else."),
        "LowBalance" => ("Low balance", "No account holds enough."),
        "StopBeforeAgreement" => (
            "Left unsigned",
            "Leave the bank’s page at the debit agreement, then come back and sign.",
        ),
        "WrongPassword" => ("Wrong password", "The bank refuses the sign-in."),
        "EFT-Link" => (
            "A linked account",
            "You choose an account at the bank, see it here, and sign the agreement.",
        ),
        "EFT-WrongName" => (
            "A linked account, another name",
            "The account belongs to somebody else.",
        ),
        "EFT-ClosedLogin" => (
            "A linked account, closed",
            "The bank does not let this customer in.",
        ),
        "ET-Accept" => ("e-Transfer, accepted", "The bank confirms the request."),
        "ET-Decline" => (
            "e-Transfer, declined",
            "The request is declined at the bank.",
        ),
        "ET-Expire" => (
            "e-Transfer, too late",
            "The request runs out of time at the bank.",
        ),
        "ET-Close" => (
            "e-Transfer, closed",
            "Close the bank’s page and confirm that you want to cancel.",
        ),
        "ET-NameMismatch" => (
            "e-Transfer, another name",
            "The account belongs to somebody else.",
        ),
        _ => return None,
    };
    Some(ScenarioWords {
        name,
        happens,
        sign_in,
    })
}
