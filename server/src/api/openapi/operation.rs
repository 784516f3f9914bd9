use serde_json::{Map, Value, json};

use super::{schema::Schema, variable::Variable};

/// Which part of the API an operation belongs to: a chapter of the reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Chapter {
    /// Its title, and the tag of its operations.
    pub(crate) title: &'static str,
    /// What it is about.
    pub(crate) about: &'static str,
}

/// Who may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asker {
    /// Whoever has an API key.
    Key,
    /// Anybody.
    Anybody,
}

/// What is sent along.
#[derive(Clone, Debug)]
struct Body {
    media: &'static str,
    schema: Schema,
    required: bool,
    example: Option<Value>,
}

/// What is answered when all goes well.
#[derive(Clone, Debug)]
struct Answer {
    status: u16,
    about: &'static str,
    content: Option<(&'static str, Schema)>,
    example: Option<Value>,
}

/// One verb of one address, as the description of the API tells it.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    id: &'static str,
    chapter: Chapter,
    summary: &'static str,
    about: &'static str,
    asker: Asker,
    variables: Vec<Variable>,
    body: Option<Body>,
    answer: Answer,
    problems: Vec<(u16, &'static str)>,
}

/// What every request with a key can be answered.
const WITH_KEY: [(u16, &str); 6] = [
    (400, "unknown_version"),
    (401, "unauthorized"),
    (403, "insufficient_scope"),
    (429, "rate_limited"),
    (500, "internal"),
    (503, "unavailable"),
];

/// What every request with a JSON body can be answered.
const WITH_JSON: [(u16, &str); 5] = [
    (400, "malformed_json"),
    (408, "request_timeout"),
    (413, "body_too_large"),
    (415, "unsupported_media_type"),
    (422, "validation_failed"),
];

/// What every request that may carry an idempotency key can be answered.
const ONCE: [(u16, &str); 3] = [
    (400, "invalid_idempotency_key"),
    (409, "idempotency_key_in_use"),
    (422, "idempotency_key_reused"),
];

impl Operation {
    /// An operation that needs a key, and answers 200 with nothing said about it yet. `id` is
    /// what generated clients call it.
    pub(crate) fn new(
        id: &'static str,
        chapter: Chapter,
        summary: &'static str,
        about: &'static str,
    ) -> Self {
        Self {
            id,
            chapter,
            summary,
            about,
            asker: Asker::Key,
            variables: vec![super::variable::version()],
            body: None,
            answer: Answer {
                status: 200,
                about: "Done.",
                content: None,
                example: None,
            },
            problems: WITH_KEY.to_vec(),
        }
    }

    /// Anybody may ask.
    pub(crate) fn for_anybody(mut self) -> Self {
        self.asker = Asker::Anybody;
        self.problems
            .retain(|(status, _)| !matches!(status, 401 | 403 | 429));
        self
    }

    /// A part of the address, of the query or of the headers.
    pub(crate) fn variable(mut self, variable: Variable) -> Self {
        if variable.is_of_path() {
            self.problems.push((404, "not_found"));
        }
        if variable.is_of_query() && !self.problems.contains(&(422, "validation_failed")) {
            self.problems.push((422, "validation_failed"));
        }
        self.variables.push(variable);
        self
    }

    /// JSON that has to be sent along.
    pub(crate) fn json(self, schema: Schema, example: Value) -> Self {
        self.body("application/json", schema, true, Some(example))
    }

    /// JSON that may be sent along.
    pub(crate) fn optional_json(self, schema: Schema, example: Value) -> Self {
        self.body("application/json", schema, false, Some(example))
    }

    /// Anything else that has to be sent along.
    pub(crate) fn upload(self, media: &'static str, schema: Schema) -> Self {
        self.body(media, schema, true, None)
    }

    fn body(
        mut self,
        media: &'static str,
        schema: Schema,
        required: bool,
        example: Option<Value>,
    ) -> Self {
        self.problems.extend(WITH_JSON);
        self.body = Some(Body {
            media,
            schema,
            required,
            example,
        });
        self
    }

    /// It may carry an idempotency key.
    pub(crate) fn once(mut self) -> Self {
        self.problems.extend(ONCE);
        self.variable(super::variable::idempotency_key())
    }

    /// What is answered when all goes well, as JSON.
    pub(crate) fn answers(
        mut self,
        status: u16,
        about: &'static str,
        schema: Schema,
        example: Value,
    ) -> Self {
        self.answer = Answer {
            status,
            about,
            content: Some(("application/json", schema)),
            example: Some(example),
        };
        self
    }

    /// Another kind of content.
    pub(crate) fn answers_with(
        mut self,
        media: &'static str,
        about: &'static str,
        schema: Schema,
    ) -> Self {
        self.answer = Answer {
            status: 200,
            about,
            content: Some((media, schema)),
            example: None,
        };
        self
    }

    /// Nothing is in the answer.
    pub(crate) fn answers_nothing(mut self, about: &'static str) -> Self {
        self.answer = Answer {
            status: 204,
            about,
            content: None,
            example: None,
        };
        self
    }

    /// A problem of its own: status and code.
    pub(crate) fn problem(mut self, status: u16, code: &'static str) -> Self {
        self.problems.push((status, code));
        self
    }

    /// What generated clients call it.
    #[cfg(test)]
    pub(crate) const fn id(&self) -> &'static str {
        self.id
    }

    /// Where it belongs.
    pub(crate) const fn chapter(&self) -> Chapter {
        self.chapter
    }

    /// An Operation Object.
    pub(crate) fn written(&self) -> Value {
        let variables: Vec<_> = self.variables.iter().map(Variable::written).collect();
        let mut object = Map::new();
        object.insert("operationId".into(), self.id.into());
        object.insert("tags".into(), json!([self.chapter.title]));
        object.insert("summary".into(), self.summary.into());
        if !self.about.is_empty() {
            object.insert("description".into(), self.about.into());
        }
        object.insert("parameters".into(), variables.into());
        if let Some(body) = &self.body {
            object.insert("requestBody".into(), body.written());
        }
        object.insert("responses".into(), self.responses());
        if self.asker == Asker::Anybody {
            object.insert("security".into(), json!([]));
        }
        object.into()
    }

    fn responses(&self) -> Value {
        let mut responses = Map::new();
        responses.insert(self.answer.status.to_string(), self.answer.written());
        let mut problems = self.problems.clone();
        problems.sort_unstable();
        problems.dedup();
        for chunk in problems.chunk_by(|(one, _), (next, _)| one == next) {
            let Some((status, _)) = chunk.first() else {
                continue;
            };
            let codes: Vec<_> = chunk.iter().map(|(_, code)| *code).collect();
            responses.insert(status.to_string(), refusal(*status, &codes));
        }
        responses.into()
    }
}

/// Problem details with one of these codes.
fn refusal(status: u16, codes: &[&str]) -> Value {
    let mut headers = super::variable::headers();
    let told = match status {
        401 => Some(("WWW-Authenticate", "The scheme to use: `Bearer`.")),
        409 | 429 | 503 => Some(("Retry-After", "In how many seconds to try again.")),
        _ => None,
    };
    if let (Some((name, about)), Value::Object(headers)) = (told, &mut headers) {
        headers.insert(
            name.into(),
            json!({ "description": about, "schema": { "type": "string" } }),
        );
    }
    let told = codes.iter().map(|code| format!("`{code}`"));
    json!({
        "description": told.collect::<Vec<_>>().join(", "),
        "headers": headers,
        "content": { "application/problem+json": { "schema": {
            "allOf": [
                { "$ref": "#/components/schemas/Problem" },
                { "properties": { "status": { "const": status }, "code": { "enum": codes } } }
            ]
        } } }
    })
}

impl Body {
    fn written(&self) -> Value {
        let mut content = json!({ "schema": self.schema.written() });
        if let (Some(example), Value::Object(content)) = (&self.example, &mut content) {
            content.insert("example".into(), example.clone());
        }
        json!({ "required": self.required, "content": { self.media: content } })
    }
}

impl Answer {
    fn written(&self) -> Value {
        let mut object = json!({
            "description": self.about,
            "headers": super::variable::headers(),
        });
        if let (Some((media, schema)), Value::Object(object)) = (&self.content, &mut object) {
            let mut content = json!({ "schema": schema.written() });
            if let (Some(example), Value::Object(content)) = (&self.example, &mut content) {
                content.insert("example".into(), example.clone());
            }
            object.insert("content".into(), json!({ *media: content }));
        }
        object
    }
}
