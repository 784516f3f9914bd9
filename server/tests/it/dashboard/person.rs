//! Somebody of a merchant's, signed in, without a browser.

use std::time::{SystemTime, UNIX_EPOCH};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use payment::{PersonId, SignInId};
use reqwest::{Method, RequestBuilder};
use sha2::{Digest as _, Sha256};

use crate::house::{Answer, House};

/// See the module.
pub(crate) struct Person<'a> {
    house: &'a House,
    cookie: String,
    person: PersonId,
    merchant: String,
    sign_in: SignInId,
}

impl<'a> Person<'a> {
    /// Somebody of that role, who looks at the house's merchant in test mode.
    pub(crate) async fn of(house: &'a House, role: &str) -> Self {
        Self::of_merchant(house, &house.merchant, role, 1).await
    }

    /// The same of any merchant; `number` tells people apart.
    pub(crate) async fn of_merchant(
        house: &'a House,
        merchant: &str,
        role: &str,
        number: u8,
    ) -> Self {
        let person = PersonId::from_bytes([number; 16]);
        let cookie = URL_SAFE_NO_PAD.encode([number; 32]);
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        let now = i64::try_from(now.as_micros()).unwrap();
        let mut door = house.back_door().await;
        let email = format!("person-{number}@example.com");
        sqlx::query("INSERT INTO person (id, email, handle, created_at) VALUES ($1, $2, $3, $4)")
            .bind(person.as_str())
            .bind(email)
            .bind(vec![number; 64])
            .bind(now)
            .execute(&mut door)
            .await
            .unwrap();
        sqlx::query(
            "INSERT INTO membership (person, merchant, role, created_at) VALUES ($1, $2, $3, $4)",
        )
        .bind(person.as_str())
        .bind(merchant)
        .bind(role)
        .bind(now)
        .execute(&mut door)
        .await
        .unwrap();
        let signed = Self {
            house,
            cookie,
            person,
            merchant: merchant.to_owned(),
            sign_in: SignInId::from_bytes([number; 16]),
        };
        signed.sign_in().await;
        signed
    }

    /// Signs in, anew where the sign-in of before has ended.
    pub(crate) async fn sign_in(&self) {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        let now = i64::try_from(now.as_micros()).unwrap();
        let mut door = self.house.back_door().await;
        sqlx::query("DELETE FROM sign_in WHERE id = $1")
            .bind(self.sign_in.as_str())
            .execute(&mut door)
            .await
            .unwrap();
        sqlx::query(
            "INSERT INTO sign_in (id, person, digest, way, browser, merchant, mode, created_at,
                 seen_at, ends_at)
             VALUES ($1, $2, $3, 'password', 'a test', $4, 'test', $5, $5, $6)",
        )
        .bind(self.sign_in.as_str())
        .bind(self.person.as_str())
        .bind(Sha256::digest(&self.cookie).to_vec())
        .bind(&self.merchant)
        .bind(now)
        .bind(now + 3_600_000_000)
        .execute(&mut door)
        .await
        .unwrap();
    }

    /// From where its forms come.
    pub(crate) fn origin(&self) -> String {
        self.house.url()
    }

    /// What the forms of a page carry that was asked for just now.
    pub(crate) async fn form_token(&self) -> String {
        let mut door = self.house.back_door().await;
        let (merchant, mode): (String, String) =
            sqlx::query_as("SELECT merchant, mode FROM sign_in WHERE id = $1")
                .bind(self.sign_in.as_str())
                .fetch_one(&mut door)
                .await
                .unwrap();
        let digest = |parts: &[&str]| {
            let all = [parts[0], "\0", &self.cookie, &parts[1..].concat()].concat();
            URL_SAFE_NO_PAD.encode(Sha256::digest(all))
        };
        let (who, at) = (digest(&["form"]), digest(&["at", &merchant, &mode]));
        format!("{who}.{at}")
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.house
            .anonymous(method, path)
            .header("cookie", format!("dashboard={}", self.cookie))
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        Answer::of(self.request(Method::GET, path)).await
    }

    /// A form, as the page sends it.
    pub(crate) async fn submit(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let token = self.form_token().await;
        let token = [("token", token.as_str())];
        let request = self
            .request(Method::POST, path)
            .header("origin", self.house.url())
            .form(&[&token, form].concat());
        Answer::of(request).await
    }
}
