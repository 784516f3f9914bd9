use axum::http::StatusCode;
use payment::Locale;

use super::{
    Effect, Endpoint, Fault, FrameFault, Moment, WebhookFault,
    value::{Always, ContentType, Refusal, TokenLife},
};

/// A fault that has a name: `POST /_twin/faults {"name": "webhook_lost"}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedFault {
    /// The name, in snake case. It stays the same.
    pub name: &'static str,
    /// What goes wrong, as a sentence.
    pub description: &'static str,
    /// What it strikes.
    pub strikes: Strikes,
}

/// What a fault strikes, and so when: each time something of the kind happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strikes {
    /// Answers of the API.
    Answers,
    /// Answers that tell how a payment stands.
    Reads,
    /// Access tokens.
    Tokens,
    /// Webhooks.
    Webhooks,
    /// The hosted pages in their frame.
    Pages,
    /// How a payment ends.
    Outcomes,
}

/// Every fault that has a name.
#[must_use]
pub fn faults() -> Vec<NamedFault> {
    Preset::all()
        .iter()
        .map(|preset| NamedFault {
            name: preset.name,
            description: preset.words.english,
            strikes: preset.strikes,
        })
        .collect()
}

/// A named fault as the twin keeps it.
pub(crate) struct Preset {
    pub(crate) name: &'static str,
    pub(crate) strikes: Strikes,
    pub(crate) words: Words,
    fault: fn() -> Fault,
}

/// What a named fault does, as a sentence in both languages.
pub(crate) struct Words {
    english: &'static str,
    french: &'static str,
}

impl Words {
    /// In that language.
    pub(crate) const fn of(&self, locale: Locale) -> &'static str {
        match locale {
            Locale::EnCa => self.english,
            Locale::FrCa => self.french,
        }
    }
}

impl Preset {
    /// Every one, by what it strikes.
    pub(crate) fn all() -> &'static [Self] {
        &PRESETS
    }

    /// The one of that name.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        PRESETS.iter().find(|preset| preset.name == name)
    }

    /// The fault, everywhere and until it is cleared.
    pub(crate) fn fault(&self) -> Fault {
        Fault {
            name: Some(self.name),
            ..(self.fault)()
        }
    }
}

fn webhook(kind: WebhookFault) -> Fault {
    Effect::Webhook(kind).into()
}

fn refusal(status: StatusCode) -> Fault {
    Effect::Status(Refusal::of(status)).into()
}

fn at(endpoint: Endpoint, effect: Effect) -> Fault {
    Fault {
        endpoint: Some(endpoint),
        ..effect.into()
    }
}

fn after(effect: Effect) -> Fault {
    Fault {
        moment: Moment::After,
        ..effect.into()
    }
}

const fn preset(
    name: &'static str,
    strikes: Strikes,
    english: &'static str,
    french: &'static str,
    fault: fn() -> Fault,
) -> Preset {
    Preset {
        name,
        strikes,
        words: Words { english, french },
        fault,
    }
}

static PRESETS: [Preset; 39] = [
    preset(
        "webhook_lost",
        Strikes::Webhooks,
        "Webhooks are never sent.",
        "Les webhooks ne sont jamais envoyés.",
        || webhook(WebhookFault::Lost),
    ),
    preset(
        "webhook_doubled",
        Strikes::Webhooks,
        "Each webhook is sent twice.",
        "Chaque webhook est envoyé deux fois.",
        || webhook(WebhookFault::Doubled),
    ),
    preset(
        "webhook_late",
        Strikes::Webhooks,
        "Webhooks wait until the clock is moved.",
        "Les webhooks attendent que l’horloge avance.",
        || webhook(WebhookFault::Late),
    ),
    preset(
        "webhook_reordered",
        Strikes::Webhooks,
        "A webhook is sent after the one that follows it.",
        "Un webhook est envoyé après celui qui le suit.",
        || webhook(WebhookFault::Reordered),
    ),
    preset(
        "webhook_badly_signed",
        Strikes::Webhooks,
        "Webhooks are signed with another secret.",
        "Les webhooks sont signés avec un autre secret.",
        || webhook(WebhookFault::BadlySigned),
    ),
    preset(
        "webhook_other_style",
        Strikes::Webhooks,
        "Webhooks are signed as another document says.",
        "Les webhooks sont signés comme le dit un autre document.",
        || webhook(WebhookFault::OtherStyle),
    ),
    preset(
        "webhook_replayed",
        Strikes::Webhooks,
        "Each webhook is sent, and once more when the clock is moved.",
        "Chaque webhook est envoyé, puis encore une fois quand l’horloge avance.",
        || webhook(WebhookFault::Replayed),
    ),
    preset(
        "webhook_unknown_event",
        Strikes::Webhooks,
        "Webhooks are about an event that no document knows.",
        "Les webhooks annoncent un événement qu’aucun document ne connaît.",
        || Effect::UnknownEvent(Always).into(),
    ),
    preset(
        "webhook_unknown_status",
        Strikes::Webhooks,
        "Webhooks carry a status that no document knows.",
        "Les webhooks portent un état qu’aucun document ne connaît.",
        || at(Endpoint::Webhook, Effect::UnknownStatus(Always)),
    ),
    preset(
        "status_401",
        Strikes::Answers,
        "Requests are refused with 401 Unauthorized.",
        "Les requêtes sont refusées : 401 Unauthorized.",
        || refusal(StatusCode::UNAUTHORIZED),
    ),
    preset(
        "status_403",
        Strikes::Answers,
        "Requests are refused with 403 Forbidden.",
        "Les requêtes sont refusées : 403 Forbidden.",
        || refusal(StatusCode::FORBIDDEN),
    ),
    preset(
        "status_429",
        Strikes::Answers,
        "Requests are refused with 429 Too Many Requests and Retry-After: 5.",
        "Les requêtes sont refusées : 429 Too Many Requests, avec Retry-After: 5.",
        || Fault {
            retry_after: Some(5),
            ..refusal(StatusCode::TOO_MANY_REQUESTS)
        },
    ),
    preset(
        "status_500",
        Strikes::Answers,
        "Requests fail with 500 and are not carried out.",
        "Les requêtes échouent (500) et ne sont pas exécutées.",
        || refusal(StatusCode::INTERNAL_SERVER_ERROR),
    ),
    preset(
        "status_500_after",
        Strikes::Answers,
        "Requests are carried out and still answered with 500.",
        "Les requêtes sont exécutées, mais la réponse est 500.",
        || Fault {
            moment: Moment::After,
            ..refusal(StatusCode::INTERNAL_SERVER_ERROR)
        },
    ),
    preset(
        "status_503",
        Strikes::Answers,
        "Requests are refused with 503 Service Unavailable.",
        "Les requêtes sont refusées : 503 Service Unavailable.",
        || refusal(StatusCode::SERVICE_UNAVAILABLE),
    ),
    preset(
        "reset",
        Strikes::Answers,
        "The connection is closed; the request is not carried out.",
        "La connexion est coupée; la requête n’est pas exécutée.",
        || Effect::Reset(Always).into(),
    ),
    preset(
        "reset_after",
        Strikes::Answers,
        "The request is carried out; the connection is closed without an answer.",
        "La requête est exécutée; la connexion est coupée sans réponse.",
        || after(Effect::Reset(Always)),
    ),
    preset(
        "slow",
        Strikes::Answers,
        "Answers take two seconds more.",
        "Les réponses prennent deux secondes de plus.",
        || Effect::SlowMs(2_000).into(),
    ),
    preset(
        "half_body",
        Strikes::Answers,
        "The request is carried out; the answer breaks off in its middle.",
        "La requête est exécutée; la réponse s’interrompt au milieu.",
        || after(Effect::HalfBody(Always)),
    ),
    preset(
        "wrong_content_type",
        Strikes::Answers,
        "A proxy answers 200 with a web page of its own.",
        "Un mandataire répond 200 avec une page web.",
        || Effect::ContentType(ContentType::html()).into(),
    ),
    preset(
        "wrong_content_type_after",
        Strikes::Answers,
        "The request is carried out; a proxy puts a web page in place of the answer.",
        "La requête est exécutée; un mandataire remplace la réponse par une page web.",
        || after(Effect::ContentType(ContentType::html())),
    ),
    preset(
        "nonsense",
        Strikes::Answers,
        "Answers are a success with a body that cannot be read.",
        "Les réponses sont un succès dont le corps est illisible.",
        || Effect::Nonsense(Always).into(),
    ),
    preset(
        "unknown_field",
        Strikes::Answers,
        "Answers have a member that no document knows.",
        "Les réponses ont un champ qu’aucun document ne connaît.",
        || Effect::UnknownField(Always).into(),
    ),
    preset(
        "clock_skew",
        Strikes::Answers,
        "Every time in answers and webhooks is ten minutes ahead.",
        "Toutes les heures des réponses et des webhooks avancent de dix minutes.",
        || Effect::ClockSkewSeconds(600).into(),
    ),
    preset(
        "clock_behind",
        Strikes::Answers,
        "Every time in answers and webhooks is ten minutes behind.",
        "Toutes les heures des réponses et des webhooks retardent de dix minutes.",
        || Effect::ClockSkewSeconds(-600).into(),
    ),
    preset(
        "status_lagging",
        Strikes::Reads,
        "After each change, three reads still show what was before.",
        "Après chaque changement, trois lectures montrent encore l’état d’avant.",
        || Effect::StaleReads(3).into(),
    ),
    preset(
        "processing_reads",
        Strikes::Reads,
        "An accepted e-Transfer is still read as Processing.",
        "Un Virement Interac accepté est encore lu comme Processing.",
        || Effect::ProcessingReads(Always).into(),
    ),
    preset(
        "unknown_status",
        Strikes::Reads,
        "The status is a word that no document knows.",
        "L’état est un mot qu’aucun document ne connaît.",
        || Effect::UnknownStatus(Always).into(),
    ),
    preset(
        "unknown_code",
        Strikes::Reads,
        "The code is one that no document knows.",
        "Le code n’existe dans aucun document.",
        || Effect::UnknownCode(Always).into(),
    ),
    preset(
        "token_expires_early",
        Strikes::Tokens,
        "A token works for one request, whatever its expires_in says.",
        "Un jeton ne sert qu’à une requête, quoi que dise son expires_in.",
        || Effect::TokenExpiresEarly(TokenLife::OneRequest(Always)).into(),
    ),
    preset(
        "token_single_use",
        Strikes::Tokens,
        "A token starts one session only.",
        "Un jeton n’ouvre qu’une session.",
        || Effect::SingleUseTokens(Always).into(),
    ),
    preset(
        "frame_refused",
        Strikes::Pages,
        "The hosted page forbids to be framed.",
        "La page hébergée refuse d’être mise dans un cadre.",
        || Effect::Frame(FrameFault::Refused).into(),
    ),
    preset(
        "popup_blocked",
        Strikes::Pages,
        "The window that the bank opens is blocked.",
        "La fenêtre que la banque ouvre est bloquée.",
        || Effect::Frame(FrameFault::PopupBlocked).into(),
    ),
    preset(
        "silent",
        Strikes::Pages,
        "The hosted page posts no message at all.",
        "La page hébergée n’envoie aucun message.",
        || Effect::Frame(FrameFault::Silent).into(),
    ),
    preset(
        "message_early",
        Strikes::Pages,
        "The hosted page posts its messages while it is still loading.",
        "La page hébergée envoie ses messages pendant son chargement.",
        || Effect::Frame(FrameFault::Early).into(),
    ),
    preset(
        "unknown_step",
        Strikes::Pages,
        "The hosted page tells of a step that no document knows.",
        "La page hébergée annonce une étape qu’aucun document ne connaît.",
        || Effect::UnknownStep(Always).into(),
    ),
    preset(
        "name_mismatch",
        Strikes::Outcomes,
        "The account belongs to somebody else, whatever the payer is called.",
        "Le compte est à quelqu’un d’autre, quel que soit le nom du payeur.",
        || Effect::NameMismatch(Always).into(),
    ),
    preset(
        "guarantee_refused",
        Strikes::Outcomes,
        "No guarantee is given.",
        "Aucune garantie n’est accordée.",
        || Effect::GuaranteeRefused(Always).into(),
    ),
    preset(
        "storm",
        Strikes::Answers,
        "One request in five and one webhook in five suffers from something.",
        "Une requête sur cinq et un webhook sur cinq subissent un incident.",
        || Effect::Seed(1).into(),
    ),
];
