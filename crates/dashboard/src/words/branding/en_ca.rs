use app::{
    brand::{Font, Mend, PictureFault, SchemeName, Schemes, TypeScale},
    sample::Sample,
};
use payment::{Locale, Mode};

use super::Branding;
use crate::{
    page::branding::{Group, Legal, LogoFault, Part},
    words::timeline,
};

pub(super) static WORDS: Branding = Branding {
    title: "Branding",
    lead: |mode| match mode {
        Mode::Test => {
            "How your customers’ pages look in test mode. Live mode has a look of its own."
        }
        Mode::Live => {
            "How your customers’ pages look in live mode. Test mode has a look of its own."
        }
    },
    read_only: "Only owners can change it.",
    save: "Save",
    show: "Show in the preview",
    undo: "Undo",
    undo_all: "Undo all changes",
    changed: "Not saved yet.",
    lost: "The preview does not follow any more. What you typed is still here: save it, or load the page again.",
    faults: |count| match count {
        1 => "Nothing was saved. One thing has to be put right first:".to_owned(),
        count => format!("Nothing was saved. {count} things have to be put right first:"),
    },
    picture_again: "If you chose a logo, choose its file again.",
    outdated: "Nothing was saved: somebody else saved another look since you began. Yours is still here; save again to put it in the place of theirs. If you chose a logo, choose its file again.",
    names: "Name",
    colours: "Colours",
    by_night: "Colours for the night",
    by_night_hint: "Left empty, they are worked out from those of the day.",
    letters: "Letters and corners",
    contact: "Help for your customers",
    links: "Legal links",
    links_hint: "Your own pages, at https://. With one address alone, both languages lead there.",
    own_words: "Your words",
    own_words_hint: "Where money stands is always said in our words. You can add a note below, on any screen, in both languages.",
    said: "Yours",
    label: |part| match part {
        Part::Name => "Name",
        Part::LegalName => "Legal name",
        Part::Domain => "Domain",
        Part::Primary | Part::NightPrimary => "Main colour",
        Part::Tint | Part::NightTint => "Tint",
        Part::Accent | Part::NightAccent => "Accent",
        Part::Scheme => "Light or dark",
        Part::Radius => "Corners",
        Part::TypeScale => "Size",
        Part::Font => "Font",
        Part::HeadingFont => "Font of headings",
        Part::Email => "E-mail address",
        Part::Phone => "Telephone number",
        Part::HelpPage => "Help page",
        Part::Link(Legal::Terms, _) => "Terms",
        Part::Link(Legal::Privacy, _) => "Privacy",
        Part::Link(Legal::Refund, _) => "Refunds",
        Part::Title(..) => "Heading",
        Part::Note(..) => "Note",
    },
    hint: |part| match part {
        Part::Name => Some("What customers know you as."),
        Part::LegalName => Some("For receipts. Left empty, your name."),
        Part::Domain => Some("Shown under your name, such as shop.example."),
        Part::Primary => Some("The main button. Left empty: slate."),
        Part::Tint => Some("What the grounds lean to. Left empty: paper."),
        Part::Accent => Some("Links and marks. Left empty: the main colour."),
        Part::Radius => Some("0 to 24 pixels. Left empty: 8."),
        Part::Email | Part::Phone | Part::HelpPage => Some("Left empty, not shown."),
        Part::NightPrimary
        | Part::NightTint
        | Part::NightAccent
        | Part::Scheme
        | Part::TypeScale
        | Part::Font
        | Part::HeadingFont
        | Part::Link(..)
        | Part::Title(..)
        | Part::Note(..) => None,
    },
    wrong: |part| match part {
        Part::Name => "Write your name: up to 100 characters of plain text.",
        Part::LegalName => "Up to 100 characters of plain text.",
        Part::Domain => "A domain alone, such as shop.example, without https:// before it.",
        Part::Primary
        | Part::Tint
        | Part::Accent
        | Part::NightPrimary
        | Part::NightTint
        | Part::NightAccent => "A colour is # and six signs of 0 to 9 and a to f, such as #1f4d3a.",
        Part::Radius => "A whole number from 0 to 24.",
        Part::Scheme | Part::TypeScale | Part::Font | Part::HeadingFont => "Choose one of these.",
        Part::Email => "An e-mail address, such as help@shop.example.",
        Part::Phone => {
            "A telephone number of 3 to 15 digits, with spaces, +, -, . or brackets between them."
        }
        Part::HelpPage | Part::Link(..) => {
            "A whole address that begins with https://, without a user name or a password in it."
        }
        Part::Title(..) => "Up to 60 characters of plain text in one line.",
        Part::Note(..) => {
            "Up to 280 characters of plain text in one line, in both languages or in neither."
        }
    },
    pick: "Pick",
    scheme: |schemes| match schemes {
        Schemes::Both => "As the customer’s system has it",
        Schemes::Light => "Always light",
        Schemes::Dark => "Always dark",
    },
    type_scale: |scale| match scale {
        TypeScale::Compact => "Compact",
        TypeScale::Regular => "Regular",
        TypeScale::Large => "Large",
    },
    font: |font| match font {
        Font::System => "The customer’s own system’s",
        Font::Inter => "Inter",
        Font::SourceSans => "Source Sans",
        Font::Atkinson => "Atkinson Hyperlegible",
        Font::Figtree => "Figtree",
        Font::Lora => "Lora",
    },
    as_text: "As the text",
    language: |locale| match locale {
        Locale::EnCa => "English",
        Locale::FrCa => "French",
    },
    logo: "Logo",
    logo_none: "There is none: the first letter of your name stands in its place.",
    logo_now: "Your logo as it is now",
    logo_choose: "Choose a file",
    logo_hint: "PNG, JPEG, WebP or SVG, at most 200 kB. It is shown in a place of 192 by 48 pixels, on a light and on a dark ground.",
    logo_remove: "Take the logo away",
    picture: |fault| match fault {
        LogoFault::TooHeavy => "This file has more than 200 kB.",
        LogoFault::NotAPicture => "This file is no PNG, JPEG, WebP or SVG.",
        LogoFault::Picture(fault) => picture(fault),
    },
    mended: "Colours that were mended",
    mended_lead: "What you chose would have been hard to read. The nearest colour that can be read is shown instead:",
    mended_none: "None: all of yours can be read as they are.",
    mend: |mend| {
        let when = match mend.scheme {
            SchemeName::Light => "By day",
            SchemeName::Dark => "By night",
        };
        let what = match mend.property {
            "brand" => "the main button",
            "mark" => "the marks of what is chosen or done",
            "brand-text" => "links",
            _ => "the ring around what has the focus",
        };
        let Mend {
            wanted,
            served,
            contrast,
            required,
            served_contrast,
            ..
        } = mend;
        format!(
            "{when}, {what} in {wanted} would have a contrast of {contrast}:1, and {required}:1 is \
             needed. Shown is {served}, with {served_contrast}:1."
        )
    },
    preview: "Preview",
    preview_hint: "Customers see nothing of it before you save. Nothing in it can be pressed.",
    frame: "Preview of a customer’s page",
    page: "Page",
    group: |group| match group {
        Group::Choose => "Choosing how to pay",
        Group::Bank => "At the bank",
        Group::Waiting => "Waiting",
        Group::Paid => "Paid",
        Group::NotPaid => "Not paid",
        Group::PaymentLink => "Payment links",
        Group::Elsewhere => "Without your look",
    },
    sample: |sample| match sample {
        Sample::Screen(screen) => (timeline::of(Locale::EnCa).screen)(screen),
        Sample::ChooseGiven => "The choice, with the customer’s name known",
        Sample::ChooseOpen => "The choice, with the amount left open",
        Sample::ChooseRefused => "The choice, with mistakes in it",
        Sample::ChooseAgain => "The choice of another method",
        Sample::Ending => "The choice, shortly before the page closes",
        Sample::EndingLast => "The bank frame, with no more time to be had",
        Sample::Slow => "Checking, for longer than usual",
        Sample::Offline => "The bank frame, cut off from us",
        Sample::ExpiredAnew => "Expired, with a way to begin anew",
        Sample::Status => "The bank frame, without scripts",
        Sample::AccountSeveral => "The choice among several accounts",
        Sample::AccountUnchosen => "The same, with none chosen",
        Sample::LinkFault => "The bank’s sign-in cannot be opened",
        Sample::BankTransfer => "The bank frame of an e-Transfer",
        Sample::Reading => "The accounts are being read",
        Sample::Preparing => "The debit is being prepared",
        Sample::Sign => "The agreement to be signed, in its frame",
        Sample::Sending => "An e-mail is being sent",
        Sample::Stopping => "The payment is being stopped",
        Sample::PaidShort => "Paid less than was asked",
        Sample::PaidEft => "Paid, not guaranteed",
        Sample::PaidTwice => "Paid twice",
        Sample::PaidReturned => "Paid, and returned by the bank",
        Sample::Receipt => "The receipt",
        Sample::PaymentLink => "A fixed amount",
        Sample::PaymentLinkOpen => "An open amount",
        Sample::PaymentLinkShut => "Closed",
        Sample::TooLarge => "A form that is too long",
        Sample::Missing => "No such page",
        Sample::Fault => "Out of order",
    },
    screen: |screen| (timeline::of(Locale::EnCa).screen)(screen),
    spoken: "Language",
    light: "Light",
    day: "Day",
    night: "Night",
    width: "Width",
    phone: "Phone",
    desktop: "Desktop",
};

fn picture(fault: PictureFault) -> &'static str {
    match fault {
        PictureFault::Empty => "The file is empty.",
        PictureFault::OtherKind => "The file is not the kind of picture that its name says.",
        PictureFault::Unreadable => "The file cannot be read as a picture.",
        PictureFault::TooManyPixels => {
            "It has too many pixels: at most 4096 to a side, and 8 million in all."
        }
        PictureFault::TooThin => {
            "It is too long and thin: at most ten times as long as it is broad."
        }
        PictureFault::TooIntricate => "It is too intricate: it has too many parts.",
        PictureFault::Entities => "It declares entities. Have it saved without.",
        PictureFault::Script => "It has a script in it. Have it saved without.",
        PictureFault::OutsideReference => {
            "It refers to something outside of itself. Have it saved with everything inside."
        }
        PictureFault::Text => "It has text in it. Have the text converted to outlines.",
        PictureFault::PictureInside => {
            "It has a picture or a document in it. Choose that picture itself."
        }
        PictureFault::Animation => "It moves. Choose one that does not.",
        PictureFault::Effect => {
            "It uses a filter, a pattern, a mask or a marker. Have it drawn without."
        }
        PictureFault::UnknownElement => "It has an element in it that draws nothing here.",
    }
}
