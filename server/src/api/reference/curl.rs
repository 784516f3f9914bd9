use serde_json::Value;

/// A request as it is typed into a shell.
pub(super) fn curl(origin: &str, path: &str, verb: &str, operation: &Value) -> String {
    let mut address = path.to_owned();
    for variable in operation["parameters"].as_array().into_iter().flatten() {
        if let (Some(name), Some(example)) =
            (variable["name"].as_str(), variable["example"].as_str())
        {
            address = address.replace(&format!("{{{name}}}"), example);
        }
    }
    let mut text = format!("curl {origin}{address}");
    let json = &operation["requestBody"]["content"]["application/json"];
    if verb != "get" && !(verb == "post" && json.is_object()) {
        text.push_str(&format!(" \\\n  -X {}", verb.to_ascii_uppercase()));
    }
    if operation.get("security").is_none() {
        text.push_str(" \\\n  -H \"Authorization: Bearer $GUICHET_KEY\"");
    }
    let is_once = operation["parameters"]
        .as_array()
        .is_some_and(|all| all.iter().any(|one| one["name"] == "Idempotency-Key"));
    if is_once {
        text.push_str(" \\\n  -H \"Idempotency-Key: order-1001\"");
    }
    if let Some(example) = json.get("example") {
        let written = example.to_string().replace('\'', "'\\''");
        text.push_str(" \\\n  -H \"Content-Type: application/json\" \\\n  -d '");
        text.push_str(&written);
        text.push('\'');
    }
    text
}
