use crate::{house::House, payer::Payer};

#[tokio::test]
async fn a_receipt_can_be_kept_as_a_file_in_the_customers_language() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.pay(&house).await;
    let last = &payer.id[payer.id.len() - 6..];
    for (lang, name) in [("en-CA", "receipt"), ("fr-CA", "recu")] {
        let file = payer
            .below(&house, &format!("receipt.pdf?lang={lang}"))
            .await;
        assert_eq!(file.status, 200);
        assert_eq!(file.header("content-type"), "application/pdf");
        assert_eq!(file.header("content-language"), lang);
        assert_eq!(file.header("cache-control"), "no-store");
        let kept = format!("attachment; filename=\"{name}-{last}.pdf\"");
        assert_eq!(file.header("content-disposition"), kept);
        assert!(file.text.starts_with("%PDF-1.7"));
        let again = payer
            .below(&house, &format!("receipt.pdf?lang={lang}"))
            .await;
        assert!(file.text == again.text, "the same receipt is the same file");
    }
}
