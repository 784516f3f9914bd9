use crate::config::key::Key;

pub(in crate::config) const KEYS: &[Key] = &[
    Key {
        name: "base_url",
        default: "",
        meaning: "Where the provider's API is, such as `https://payments-uat.flinksapp.com`. Required.",
    },
    Key {
        name: "app_url",
        default: "{base_url}/app/",
        meaning: "Where its hosted page is, which customers see in a frame.",
    },
    Key {
        name: "auth",
        default: "bearer",
        meaning: "`bearer`: a token for `client_id` and `client_secret`. `api-key`: `client_id` and `api_key` with every \
                  call.",
    },
    Key {
        name: "authorize",
        default: "basic",
        meaning: "How a token is asked for: `basic`: `client_id` and `client_secret` in an `Authorization: Basic` header. \
                  `form`: in the form fields `Username` and `Password`. The provider's pages say both.",
    },
    Key {
        name: "client_id",
        default: "",
        meaning: "The client id that the provider gave. Required.",
    },
    Key {
        name: "client_secret",
        default: "",
        meaning: "The client secret. Required with `auth = \"bearer\"`.",
    },
    Key {
        name: "api_key",
        default: "",
        meaning: "The API key. Required with `auth = \"api-key\"`.",
    },
    Key {
        name: "token_use",
        default: "reuse",
        meaning: "`reuse`: one token for many sessions until it expires. `single`: a new token for each session. The \
                  provider's pages say both.",
    },
    Key {
        name: "webhook_secret",
        default: "",
        meaning: "What the provider signs its webhooks with. Without it payments are learned by polling alone, unless a \
                  merchant has a secret of its own.",
    },
    Key {
        name: "webhook_signature",
        default: "x-webhook-signature",
        meaning: "The header that the signature comes in, and with it how it is written: `x-webhook-signature` (`sha256=` \
                  and hexadecimal), `flinks-authenticity-key` (base64) or `x-flinks-signature` (base64). A webhook that is \
                  signed in another of these ways is refused, and the log says so.",
    },
    Key {
        name: "timeout",
        default: "10s",
        meaning: "How long one call may take in all, signing in included: whole seconds, or text such as `\"10s\"` or `\"500ms\"`; 100 ms to 60 s.",
    },
    Key {
        name: "e_transfer",
        default: "v2",
        meaning: "Which interface serves `e_transfer`: `v2` (sessions) or `v1` (sessions and payment requests). With \
                  `v1` a `client_secret` is needed always. Attempts that are under way stay with the interface that they began with.",
    },
    Key {
        name: "instance",
        default: "",
        meaning: "The instance that the provider named at onboarding; goes out as `BaseURI`. Required with \
                  `e_transfer = \"v1\"`.",
    },
    Key {
        name: "v1_token_header",
        default: "authorization",
        meaning: "Where calls of `e_transfer = \"v1\"` carry the token: `authorization` (`Authorization: Bearer`) or \
                  `bearer-token` (`BearerToken`). The provider's pages say the first, its older specification the second.",
    },
    Key {
        name: "eft",
        default: "connect with a customer_id, else session",
        meaning: "How `eft` is paid: `connect`: the customer links an account, sees which one, and it is debited. \
                  `session`: in the provider's hosted page, which has to be enabled for the account.",
    },
    Key {
        name: "customer_id",
        default: "",
        meaning: "The customer id of Flinks Connect. Required with `eft = \"connect\"`.",
    },
    Key {
        name: "connect_url",
        default: "{base_url}",
        meaning: "Where the API of Flinks Connect is: what stands before `/v3/{customer_id}/BankingServices`.",
    },
    Key {
        name: "connect_frame_url",
        default: "{connect_url}/v2/",
        meaning: "Where its page is, which customers see in a frame to link an account.",
    },
    Key {
        name: "connect_secret",
        default: "{client_secret}",
        meaning: "Its secret key, for one-time tokens (`flinks-auth-key`).",
    },
    Key {
        name: "connect_api_key",
        default: "{api_key}",
        meaning: "Its API key, for account data (`x-api-key`).",
    },
    Key {
        name: "transaction_code",
        default: "450",
        meaning: "What kind of payment an `eft` debit is, for the banks: three digits of the Standard 007 list.",
    },
    Key {
        name: "consent_screen",
        default: "",
        meaning: "`true` or `false`: whether the provider's hosted page begins by asking for consent. The provider decides \
                  when not set. Who turns it off has to ask customers themselves.",
    },
    Key {
        name: "min_amount",
        default: "1",
        meaning: "The smallest amount of a payment, in cents, 1 to 9999999. Checked on the page, in the API and before \
                  anything is sent.",
    },
    Key {
        name: "max_amount",
        default: "9999999",
        meaning: "The largest amount of a payment, in cents, 1 to 9999999 and not below `min_amount`.",
    },
    Key {
        name: "redirect_mode",
        default: "",
        meaning: "What is asked of the provider as `redirectPreferences.mode`, for checkouts with a `success_url` and a \
                  `cancel_url`: `JsEvents`, the only value that its pages show. Assumption: it may be asked for when a \
                  session is made. Nothing is asked when not set.",
    },
];
