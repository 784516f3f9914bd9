//! What a merchant asks for.

use serde_json::json;

use super::House;
use crate::http::Request;

/// An order of $250.00. The name is its reference.
pub(crate) fn order(name: &str) -> String {
    json!({
        "amount": 25_000, "currency": "CAD", "reference": name,
        "customer": { "first_name": "John", "last_name": "Doe", "email": "j.doe@example.com" },
        "metadata": { "cart": name }
    })
    .to_string()
}

/// A read of an address below `/v1`.
pub(crate) fn get(house: &House, path: &str) -> Request {
    Request::get(format!("{}/v1{path}", house.url)).by(&house.api_key)
}

/// A change at an address below `/v1`.
pub(crate) fn post(house: &House, path: &str, body: &str) -> Request {
    Request::post_json(format!("{}/v1{path}", house.url), body).by(&house.api_key)
}

/// A delete of what an address below `/v1` names.
pub(crate) fn delete(house: &House, path: &str) -> Request {
    Request::delete(format!("{}/v1{path}", house.url)).by(&house.api_key)
}
