//! Connect's bodies, against the literal ones of the provider's page `[PAY-start]`.

use flinks::connect::{
    AccountsRequest, AuthorizeRequest, AuthorizeResponse, AuthorizeToken, Colour, Details,
    FlinksCode, FrameLanguage, FrameOptions, Pending, Theme, TokenAnswer,
};
use serde::{Serialize, de::DeserializeOwned};

const AUTHORIZE_REQUEST: &str = r#"{
	"LoginId":"5e115eac-1209-4f19-641c-08d6d484e2fe",
	"MostRecentCached":true
}"#;

const AUTHORIZE_RESPONSE: &str = r#"{
    "Links": [],
    "HttpStatusCode": 200,
    "Login": {
        "Username": "Greatday",
        "IsScheduledRefresh": false,
        "LastRefresh": "2019-05-09T13:47:46.5227901",
        "Type": "Personal",
        "Id": "5e115eac-1209-4f19-641c-08d6d484e2fe"
    },
    "Institution": "FlinksCapital",
    "RequestId": "1243c283-e0ca-4fda-a5e4-343068430190"
}"#;

const ACCOUNTS_REQUEST: &str = r#"{
	"RequestId":"1243c283-e0ca-4fda-a5e4-343068430190"
}"#;

const PENDING: &str = r#"{
    "FlinksCode": "OPERATION_PENDING",
    "Links": [],
    "HttpStatusCode": 202,
    "Message": "Your operation is still processing",
    "RequestId": "1243c283-e0ca-4fda-a5e4-343068430190"
}"#;

pub(crate) const DETAILS: &str = r#"{
    "HttpStatusCode": 200,
    "Accounts": [
        {
            "Transactions": [
                {
                    "Date": "2019-04-22",
                    "Code": null,
                    "Description": "national money",
                    "Debit": 12.08,
                    "Credit": null,
                    "Balance": 49993.96,
                    "Id": "633b976e-c713-4b59-9717-3ec407bdde8b"
                },
                {
                    "Date": "2019-04-21",
                    "Code": null,
                    "Description": "TrxChe@Cr12.07",
                    "Debit": null,
                    "Credit": 12.07,
                    "Balance": 50006.04,
                    "Id": "ac25ab22-2828-4174-9653-23bb8918b7c4"
                }
            ],
            "TransitNumber": "77777",
            "InstitutionNumber": "777",
            "OverdraftLimit": 0,
            "Title": "Chequing CAD",
            "AccountNumber": "1111000",
            "Balance": {
                "Available": null,
                "Current": 49993.96,
                "Limit": null
            },
            "Category": "Operations",
            "Type": "Chequing",
            "Currency": "CAD",
            "Holder": {
                "Name": "John Doe",
                "Address": {
                    "CivicAddress": "1275 avenue des Canadiens-de-Montréal",
                    "City": "Montréal",
                    "Province": "QC",
                    "PostalCode": "H3B 5E8",
                    "POBox": null,
                    "Country": "CA"
                },
                "Email": "johndoe@flinks.com",
                "PhoneNumber": "(514) 333-7777"
            },
            "Id": "ae1dac72-70da-4626-fed8-08d682e1ff4a"
        }
    ],
    "Login": {
        "Username": "Greatday",
        "IsScheduledRefresh": false,
        "LastRefresh": "2019-05-09T13:47:46.5227901",
        "Type": "Personal",
        "Id": "5e115eac-1209-4f19-641c-08d6d484e2fe"
    },
    "Institution": "FlinksCapital",
    "RequestId": "1243c283-e0ca-4fda-a5e4-343068430190"
}"#;

/// The JSON without the white space between its parts.
fn packed(json: &str) -> String {
    let mut in_text = false;
    json.chars()
        .filter(|c| {
            in_text ^= *c == '"';
            in_text || !c.is_whitespace()
        })
        .collect()
}

fn round_trip<T: Serialize + DeserializeOwned>(json: &str) -> String {
    let read: T = serde_json::from_str(json).expect("reads");
    serde_json::to_string(&read).expect("writes")
}

#[test]
fn the_bodies_of_the_providers_page_leave_as_they_came() {
    assert_eq!(
        round_trip::<AuthorizeRequest>(AUTHORIZE_REQUEST),
        packed(AUTHORIZE_REQUEST)
    );
    assert_eq!(
        round_trip::<AuthorizeResponse>(AUTHORIZE_RESPONSE),
        packed(AUTHORIZE_RESPONSE)
    );
    assert_eq!(
        round_trip::<AccountsRequest>(ACCOUNTS_REQUEST),
        packed(ACCOUNTS_REQUEST)
    );
    assert_eq!(round_trip::<Pending>(PENDING), packed(PENDING));
    assert_eq!(round_trip::<Details>(DETAILS), packed(DETAILS));
}

#[test]
fn an_account_has_what_a_debit_and_a_customer_need() {
    let details: Details = serde_json::from_str(DETAILS).expect("reads");
    let account = &details.accounts[0];
    let numbers = account.bank_account().expect("whole numbers");
    assert_eq!(
        (
            numbers.institution.as_str(),
            numbers.transit.as_str(),
            numbers.account.as_str()
        ),
        ("777", "77777", "1111000")
    );
    assert_eq!(
        account.name().as_ref().map(payment::Name::as_str),
        Some("Chequing CAD")
    );
    assert_eq!(account.holder_name(), Some("John Doe"));
    assert!(account.is_canadian());
    let current = account
        .balance
        .as_ref()
        .and_then(|b| b.current.as_ref()?.money());
    assert_eq!(current.map(payment::Money::cents), Some(4_999_396));
}

fn account(fields: &str) -> flinks::connect::Account {
    serde_json::from_str(&format!(
        r#"{{"Id":"a","Type":"Chequing",{fields},"Holder":{{"Name":"MR JEAN-FRANÇOIS O'BRIEN AND JANE ROE"}}}}"#
    ))
    .expect("reads")
}

#[test]
fn an_account_is_canadian_only_where_it_says_so() {
    for (currency, is_canadian) in [
        (r#""CAD""#, true),
        (r#""USD""#, false),
        (r#""""#, false),
        ("null", false),
    ] {
        let account = account(&format!(r#""Currency":{currency}"#));
        assert_eq!(account.is_canadian(), is_canadian, "{currency}");
    }
    assert!(!account(r#""Title":"Chequing CAD""#).is_canadian());
}

#[test]
fn a_title_shows_no_number_and_no_holder() {
    for (title, shown) in [
        ("Chequing 2024", "Chequing 2024"),
        ("Chequing 9876541", "Chequing ••••6541"),
        ("Chequing 12345/987-6541 (main)", "Chequing ••••6541 (main)"),
        ("12345", "••••2345"),
        ("Chequing and savings", "Chequing and savings"),
        ("Compte de jean francois", "Chequing"),
        ("Jane's account", "Chequing"),
        ("ROE", "Chequing"),
        ("O’Brien 1234", "Chequing"),
        ("", "Chequing"),
    ] {
        let name = account(&format!(r#""Title":"{title}""#)).name();
        let name = name.expect("a name");
        assert_eq!(name.as_str(), shown, "{title}");
    }
}

#[test]
fn an_account_with_numbers_that_no_debit_takes_has_none() {
    for numbers in [
        r#""AccountNumber":"****1000""#,
        r#""AccountNumber":"123""#,
        r#""AccountNumber":null"#,
        r#""TransitNumber":"1""#,
    ] {
        let json =
            format!(r#"{{"Id":"a","InstitutionNumber":"777","TransitNumber":"77777",{numbers}}}"#)
                .replace(
                    r#""TransitNumber":"77777","TransitNumber":"1""#,
                    r#""AccountNumber":"1111000","TransitNumber":"1""#,
                );
        let account: flinks::connect::Account = serde_json::from_str(&json).expect("reads");
        assert_eq!(account.bank_account(), None, "{numbers}");
    }
}

#[test]
fn nothing_personal_prints_itself() {
    let details: Details = serde_json::from_str(DETAILS).expect("reads");
    let printed = format!("{details:?}");
    for personal in [
        "John",
        "1111000",
        "77777",
        "49993",
        "avenue",
        "514",
        "flinks.com",
        "Greatday",
        "national",
    ] {
        assert!(!printed.contains(personal), "{personal}: {printed}");
    }
    let request: AuthorizeRequest = serde_json::from_str(AUTHORIZE_REQUEST).expect("reads");
    assert!(!format!("{request:?}").contains("5e115eac"));
}

#[test]
fn a_pending_answer_says_so_with_its_code() {
    let pending: Pending = serde_json::from_str(PENDING).expect("reads");
    assert_eq!(pending.flinks_code, Some(FlinksCode::OperationPending));
}

fn token() -> AuthorizeToken {
    let answer: TokenAnswer = serde_json::from_str(r#"{"Token":"t0ken&x"}"#).expect("reads");
    answer.token().expect("a token")
}

#[test]
fn the_frames_address_has_the_token_and_what_is_said_and_nothing_else() {
    let frame = "https://toolbox-iframe.private.fin.ag"
        .parse()
        .expect("a URL");
    let options = FrameOptions {
        language: Some(FrameLanguage::French),
        customer_name: Some("Café & Fils".to_owned()),
        account_selector_enable: Some(true),
        theme: Some(Theme::System),
        ..FrameOptions::default()
    };
    assert_eq!(
        options.url(&frame, &token()).as_str(),
        "https://toolbox-iframe.private.fin.ag/v2/?authorizeToken=t0ken%26x&language=fr\
         &customerName=Caf%C3%A9+%26+Fils&theme=system&accountSelectorEnable=true"
    );
    let below: url::Url = "https://bank.example/frame/x".parse().expect("a URL");
    assert_eq!(
        FrameOptions::default().url(&below, &token()).path(),
        "/frame/x"
    );
}

#[test]
fn every_documented_parameter_can_be_said() {
    let colour: Colour = "00AAFF".parse().expect("a colour");
    let everything = FrameOptions {
        language: Some(FrameLanguage::English),
        redirect_url: Some("https://shop.example/back?a=1".parse().expect("a URL")),
        inner_redirect: Some(true),
        customer_name: Some("Shop".to_owned()),
        consent_enable: Some(false),
        terms_url: Some("https://shop.example/terms".parse().expect("a URL")),
        institution_filter_enable: Some(true),
        close_enable: Some(true),
        back_enable: Some(false),
        header_enable: Some(false),
        header_img_enable: Some(false),
        static_loading_enable: Some(true),
        remove_padding: Some(true),
        theme: Some(Theme::Dark),
        account_selector_enable: Some(true),
        enhanced_mfa: Some(true),
        stringify: Some(true),
        webview: Some(true),
        tag: Some("t".to_owned()),
        request_id: Some("r".parse().expect("an id")),
        resume_selected_accounts: Some(true),
        demo: Some(true),
        demo_outbound: Some(true),
        toolbox: Some(true),
        desktop_layout: Some(true),
        background_color: Some(colour.clone()),
        foreground_color: Some(colour),
    };
    let names: Vec<&str> = everything
        .parameters()
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(
        names,
        [
            "language",
            "redirectUrl",
            "innerRedirect",
            "customerName",
            "consentEnable",
            "termsUrl",
            "institutionFilterEnable",
            "closeEnable",
            "backEnable",
            "headerEnable",
            "headerImgEnable",
            "staticLoadingEnable",
            "removePadding",
            "theme",
            "accountSelectorEnable",
            "enhancedMFA",
            "stringify",
            "webview",
            "tag",
            "requestId",
            "resumeSelectedAccounts",
            "demo",
            "demoOutbound",
            "toolbox",
            "desktopLayout",
            "backgroundColor",
            "foregroundColor1",
        ]
    );
    assert_eq!(FrameOptions::default().parameters(), []);
    for text in ["#00AAFF", "00AAF", "00AAFG", ""] {
        assert!(text.parse::<Colour>().is_err(), "{text}");
    }
}
