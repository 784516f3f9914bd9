//! The paper, read back: by its tags, its language and its words.

use std::fmt::Write as _;

use app::{
    brand::{Brand, Font},
    desk::CheckoutView,
    receipt::{Receipt, payee},
    sample::{Log, cents, full_order, linked, order},
};
use lopdf::{Dictionary, Document, Object};
use payment::{CaseKind, Locale, Method};
use proptest::prelude::*;
use receipt::{Picture, ReceiptKey, Statement, paper, sign};

/// One dot, which is enough of a picture.
const DOT: [u8; 67] = [
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, b'I', b'H', b'D', b'R', 0, 0, 0,
    1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 0x0a, b'I', b'D', b'A', b'T',
    0x78, 0x9c, 0x63, 0x60, 0, 0, 0, 2, 0, 1, 0x48, 0xaf, 0xa4, 0x71, 0, 0, 0, 0, b'I', b'E', b'N',
    b'D', 0xae, 0x42, 0x60, 0x82,
];

fn paid() -> CheckoutView {
    let log = Log::new(full_order()).started(1, Method::GuaranteedEft);
    log.opened(1).paid(1, cents(25_000), true).view()
}

fn returned() -> CheckoutView {
    let log = linked(&order()).chosen(1, "a1").debited(1);
    let log = log.paid(1, cents(25_000), false);
    log.case(1, CaseKind::ReturnedPayment, Some("905")).view()
}

fn receipt(mut view: CheckoutView, locale: Locale) -> (Receipt, Brand) {
    view.brand = Brand::maple_and_pine();
    of(&view, locale)
}

fn of(view: &CheckoutView, locale: Locale) -> (Receipt, Brand) {
    let statement = Statement::of(&view.checkout, payee(&view.brand)).unwrap();
    let code = sign(&statement, &ReceiptKey::from_seed(&[1; 32]));
    let receipt = Receipt::of(view, locale, Some(code)).unwrap();
    (receipt, view.brand.clone())
}

fn picture() -> Picture {
    Picture {
        png: DOT.to_vec(),
        width: 48,
        height: 48,
    }
}

/// A paper as whoever opens it finds it.
struct Read(Document);

impl Read {
    fn of((receipt, brand): &(Receipt, Brand)) -> Self {
        let bytes = paper(receipt, brand, Some(&picture())).unwrap();
        if let Ok(folder) = std::env::var("PAPERS") {
            let name = format!("{folder}/{:?}-{}.pdf", receipt.standing, receipt.locale);
            std::fs::write(name, &bytes).unwrap();
        }
        Self(Document::load_mem(&bytes).unwrap())
    }

    fn catalog(&self) -> &Dictionary {
        self.0.catalog().unwrap()
    }

    fn words(&self) -> String {
        let pages: Vec<u32> = self.0.get_pages().keys().copied().collect();
        let text = self.0.extract_text(&pages).unwrap();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn follow<'a>(&'a self, object: &'a Object) -> &'a Object {
        match object {
            Object::Reference(id) => self.0.get_object(*id).unwrap(),
            other => other,
        }
    }

    /// The tags, each below the one that it belongs to.
    fn tags(&self) -> String {
        let mut text = String::new();
        let root = self.follow(self.catalog().get(b"StructTreeRoot").unwrap());
        self.tag(root.as_dict().unwrap(), 0, &mut text);
        text
    }

    fn tag(&self, node: &Dictionary, depth: usize, text: &mut String) {
        if let Ok(kind) = node.get(b"S").and_then(Object::as_name) {
            let kind = String::from_utf8_lossy(kind);
            let alt = node
                .get(b"Alt")
                .map(|alt| lopdf::decode_text_string(alt).unwrap());
            let alt = alt.map_or_else(|_| String::new(), |alt| format!(" {alt:?}"));
            writeln!(text, "{:depth$}{kind}{alt}", "").unwrap();
        }
        let Ok(children) = node.get(b"K") else { return };
        let children = match self.follow(children) {
            Object::Array(children) => children.as_slice(),
            one => std::slice::from_ref(one),
        };
        for child in children {
            if let Object::Dictionary(child) = self.follow(child) {
                self.tag(child, depth + 1, text);
            }
        }
    }
}

proptest! {
    // A paper takes its time where nothing is optimised.
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn whoever_pays_and_whoever_is_paid_has_a_paper(payer in "\\PC{0,100}", shop in any::<String>()) {
        let (mut receipt, brand) = receipt(paid(), Locale::FrCa);
        receipt.shop.name.clone_from(&shop);
        receipt.shop.payee.clone_from(&shop);
        for fact in &mut receipt.facts {
            fact.value.clone_from(&payer);
        }
        let bytes = paper(&receipt, &brand, Some(&picture())).unwrap();
        prop_assert!(Document::load_mem(&bytes).is_ok());
    }
}

#[test]
fn a_picture_that_cannot_be_read_leaves_nothing_behind() {
    let (receipt, brand) = receipt(paid(), Locale::EnCa);
    let without = paper(&receipt, &brand, None).unwrap();
    let cut = DOT[..40].to_vec();
    let mut broken = DOT.to_vec();
    broken[45..52].fill(0xff);
    for png in [Vec::new(), b"<svg/>".to_vec(), cut, broken] {
        let picture = Picture { png, ..picture() };
        let with = paper(&receipt, &brand, Some(&picture)).unwrap();
        assert!(with == without, "no figure, and no room for one");
    }
}

#[test]
fn a_paper_is_tagged_from_its_title_to_its_last_link() {
    let read = Read::of(&receipt(paid(), Locale::EnCa));
    let catalog = read.catalog();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"en-CA");
    let marked = read.follow(catalog.get(b"MarkInfo").unwrap());
    let marked = marked.as_dict().unwrap().get(b"Marked").unwrap();
    assert!(marked.as_bool().unwrap());
    let shown = read.follow(catalog.get(b"ViewerPreferences").unwrap());
    let title = shown.as_dict().unwrap().get(b"DisplayDocTitle").unwrap();
    assert!(title.as_bool().unwrap(), "a reader shows the title");
    assert!(catalog.has(b"Outlines"), "headings are a way through it");
    let metadata = read.follow(catalog.get(b"Metadata").unwrap());
    let metadata = metadata.as_stream().unwrap().get_plain_content().unwrap();
    let metadata = String::from_utf8_lossy(&metadata).into_owned();
    assert!(
        metadata.contains("<pdfuaid:part>1</pdfuaid:part>"),
        "{metadata}"
    );
    assert!(
        metadata.contains("Receipt · Maple &amp; Pine"),
        "{metadata}"
    );
    insta::assert_snapshot!(read.tags(), @r#"
    Document
     Figure "Logo of Maple & Pine"
     P
     P
     H1
     P
     P
     P
     P
     Table
      TR
       TH
       TD
      TR
       TH
       TD
      TR
       TH
       TD
      TR
       TH
       TD
      TR
       TH
       TD
      TR
       TH
       TD
      TR
       TH
       TD
     H2
     P
     H2
     P
     P
      Code
     P
      Link
      Link
     P
    "#);
}

#[test]
fn a_paper_says_what_the_receipt_says_and_in_its_order() {
    for (view, locale) in [
        (paid(), Locale::EnCa),
        (paid(), Locale::FrCa),
        (returned(), Locale::EnCa),
        (returned(), Locale::FrCa),
    ] {
        let receipt = receipt(view, locale);
        let words = Read::of(&receipt).words();
        let receipt = receipt.0;
        let mut rest = words.as_str();
        let mut said = vec![receipt.shop.name.clone(), receipt.title.to_owned()];
        said.extend(receipt.test.map(str::to_owned));
        said.extend([receipt.amount, receipt.state, receipt.told]);
        for fact in receipt.facts {
            said.extend([fact.name.to_owned(), fact.value]);
        }
        said.extend(receipt.open);
        said.extend(receipt.rights.map(str::to_owned));
        // A hyphen at the end of a line is a hyphen of the code.
        let code = receipt.code.unwrap();
        said.extend(code.split_inclusive('-').map(str::to_owned));
        said.extend([receipt.shop.help, receipt.shop.phone.unwrap()]);
        for part in said {
            let part = part.split_whitespace().collect::<Vec<_>>().join(" ");
            let at = rest.find(&part);
            let at = at.unwrap_or_else(|| panic!("{part:?} is missing in {rest:?}"));
            rest = &rest[at + part.len()..];
        }
    }
}

#[test]
fn a_paper_names_its_shop_and_not_what_made_it() {
    let read = Read::of(&receipt(paid(), Locale::EnCa));
    let info = read.follow(read.0.trailer.get(b"Info").unwrap());
    let info = info.as_dict().unwrap();
    let author = lopdf::decode_text_string(info.get(b"Author").unwrap()).unwrap();
    assert_eq!(author, "Maple & Pine Outfitters Inc.");
    assert!(!info.has(b"Creator"), "{info:?}");
    let metadata = read.follow(read.catalog().get(b"Metadata").unwrap());
    let metadata = metadata.as_stream().unwrap().get_plain_content().unwrap();
    let metadata = String::from_utf8_lossy(&metadata).to_lowercase();
    for own in ["guichet", "creatortool"] {
        assert!(!metadata.contains(own), "{metadata}");
    }
}

#[test]
fn an_ordinary_receipt_is_one_page() {
    for locale in Locale::ALL {
        let read = Read::of(&receipt(paid(), locale));
        assert_eq!(read.0.get_pages().len(), 1, "{locale}");
    }
}

#[test]
fn the_same_receipt_makes_the_same_bytes() {
    let receipt = receipt(paid(), Locale::FrCa);
    let print = || paper(&receipt.0, &receipt.1, Some(&picture())).unwrap();
    let bytes = print();
    assert_eq!(bytes, print());
    assert!(bytes.len() < 200_000, "{} bytes", bytes.len());
}

#[test]
fn every_font_of_a_brand_sets_a_paper() {
    for font in Font::ALL {
        let mut view = paid();
        view.brand = Brand {
            font,
            ..Brand::plain("Œuvre & Cie")
        };
        let words = Read::of(&of(&view, Locale::FrCa)).words();
        assert!(words.contains("Œuvre & Cie"), "{font:?}: {words}");
    }
}

#[test]
fn a_name_in_any_letters_is_written_and_can_be_copied() {
    for (name, shown) in [
        ("Łukasz Şahin", "Łukasz Şahin"),
        ("Nguyễn Thị Minh", "Nguyễn Thị Minh"),
        ("Ελένη Παπαδοπούλου", "Ελένη Παπαδοπούλου"),
        ("Олена Шевченко", "Олена Шевченко"),
        ("ᐊᓚᓱᖅ", "ᐊᓚᓱᖅ"),
        ("שרה כהן", "שרה כהן"),
        ("محمد علي", "محمد علي"),
        // No font of ours has these: boxes are shown, and the letters are there.
        ("李", "李"),
        ("🦊", "🦊"),
        ("e\u{301}lise a\u{200d}b", "élise ab"),
        ("\u{202e}evil", "evil"),
    ] {
        let mut view = paid();
        view.brand = Brand::plain(name);
        let words = Read::of(&of(&view, Locale::EnCa)).words();
        // What is read from the right is in the file as it is drawn: letter by letter.
        for letter in shown.chars() {
            assert!(words.contains(letter), "{name}: {letter:?} in {words}");
        }
        let is_rtl = |c: char| ('\u{590}'..'\u{900}').contains(&c);
        assert!(words.contains(shown) || shown.contains(is_rtl), "{words}");
    }
}

#[test]
fn however_much_there_is_to_say_it_fits_on_its_pages() {
    let (mut receipt, brand) = receipt(returned(), Locale::FrCa);
    let long = "Mot ".repeat(400) + &"x".repeat(600);
    receipt.open = vec![long.clone(), long.clone()];
    receipt.told = long;
    let read = Read::of(&(receipt, brand));
    assert!(read.0.get_pages().len() >= 3);
}

#[test]
fn whatever_a_payer_or_a_shop_is_called_there_is_a_paper() {
    for name in [
        "Zoé\u{fffe}",
        "A\u{1680}B\u{2003}C\u{3000}D\u{202f}E\u{2007}F",
        "\u{fdd0}\u{1ffff}\u{10ffff}",
        "\u{e000}\u{f8ff} \u{378}",
        "\u{301}\u{fffd}\u{1f341}",
        "\u{fffe}",
    ] {
        let (mut receipt, brand) = receipt(paid(), Locale::FrCa);
        name.clone_into(&mut receipt.shop.name);
        name.clone_into(&mut receipt.facts[1].value);
        let made = paper(&receipt, &brand, None);
        assert!(made.is_ok(), "{name:?}: {:?}", made.err());
    }
}
