use flinks::connect::FlinksCode;

use crate::scenario::Scenario;

/// Who signs in at a bank: the provider's test users `[C-test]`, the users of the scenarios,
/// and anybody else. The password of every one is `Everyday`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TestUser {
    /// `Greatday`: asked security questions.
    Greatday,
    /// `greatday_nomfa`: asked none.
    GreatdayWithoutQuestions,
    /// `test_disabled_account`: the bank has closed the login.
    Disabled,
    /// `test_service_unavailable`: the bank is down.
    Unavailable,
    /// `test_dispatched`: the data takes long.
    Dispatched,
    /// The user of a scenario.
    Of(Scenario),
    /// Ours: a code of Connect's is the user name. The frame lets such a user in, and
    /// `Authorize` answers with the code.
    Coded(FlinksCode),
    /// Anybody else. The user name is the holder's name: `marie.tremblay` is Marie Tremblay.
    Named(String),
}

/// Why a bank does not let somebody in `[C-test]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// `DISABLED_LOGIN`
    DisabledLogin,
    /// `RETRY_LATER`
    RetryLater,
}

impl TestUser {
    /// Whose user name it is; banks do not mind the case.
    pub(crate) fn of(user: &str) -> Self {
        let user = user.trim();
        match user.to_ascii_lowercase().as_str() {
            "greatday" => Self::Greatday,
            "greatday_nomfa" => Self::GreatdayWithoutQuestions,
            "test_disabled_account" => Self::Disabled,
            "test_service_unavailable" => Self::Unavailable,
            "test_dispatched" => Self::Dispatched,
            lower => Scenario::by_user(user)
                .map(Self::Of)
                .or_else(|| coded(lower))
                .unwrap_or_else(|| Self::Named(name_of(user))),
        }
    }

    /// Whose accounts they are, where nobody says otherwise.
    pub(crate) fn holder(&self) -> String {
        const EXAMPLE: &str = "John Doe";
        match self {
            // The holder in the provider's own example of the data [PAY-start].
            Self::Greatday
            | Self::GreatdayWithoutQuestions
            | Self::Disabled
            | Self::Unavailable
            | Self::Dispatched
            | Self::Coded(_) => EXAMPLE.to_owned(),
            Self::Of(scenario) => scenario.holder().unwrap_or(EXAMPLE).to_owned(),
            Self::Named(name) => name.clone(),
        }
    }

    /// Whether the bank asks a security question after the password.
    pub(crate) const fn is_asked_a_question(&self) -> bool {
        match self {
            Self::Greatday | Self::Of(_) | Self::Named(_) => true,
            Self::GreatdayWithoutQuestions
            | Self::Disabled
            | Self::Unavailable
            | Self::Dispatched
            | Self::Coded(_) => false,
        }
    }

    /// What the bank answers in the frame instead of letting the user in.
    pub(crate) const fn refusal(&self) -> Option<Refusal> {
        match self {
            Self::Disabled => Some(Refusal::DisabledLogin),
            Self::Unavailable => Some(Refusal::RetryLater),
            Self::Greatday
            | Self::GreatdayWithoutQuestions
            | Self::Dispatched
            | Self::Of(_)
            | Self::Coded(_)
            | Self::Named(_) => None,
        }
    }

    /// What `Authorize` answers about the user's login instead of beginning a request.
    pub(crate) fn code(&self) -> Option<FlinksCode> {
        match self {
            Self::Disabled => Some(FlinksCode::DisabledLogin),
            Self::Unavailable => Some(FlinksCode::RetryLater),
            Self::Coded(code) => Some(code.clone()),
            Self::Greatday
            | Self::GreatdayWithoutQuestions
            | Self::Dispatched
            | Self::Of(_)
            | Self::Named(_) => None,
        }
    }

    /// Whether no account of theirs holds much.
    pub(crate) const fn is_poor(&self) -> bool {
        matches!(self, Self::Of(Scenario::LowBalance))
    }
}

fn coded(user: &str) -> Option<TestUser> {
    FlinksCode::ALL
        .into_iter()
        .find(|code| code.as_str().eq_ignore_ascii_case(user))
        .map(TestUser::Coded)
}

/// `marie.tremblay`, `marie_tremblay`, `Marie Tremblay`: the name that is meant.
fn name_of(user: &str) -> String {
    let words = user.split(|c: char| c.is_whitespace() || matches!(c, '.' | '_'));
    let names: Vec<String> = words.filter(|word| !word.is_empty()).map(title).collect();
    names.join(" ")
}

fn title(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_users_are_known_in_any_case() {
        assert_eq!(TestUser::of(" GREATDAY "), TestUser::Greatday);
        assert_eq!(
            TestUser::of("test_disabled_account").code(),
            Some(FlinksCode::DisabledLogin)
        );
        assert_eq!(TestUser::of("happy2").holder(), "Steve Diamond");
    }

    #[test]
    fn any_other_user_is_called_as_the_user_name_says() {
        for (user, holder) in [
            ("marie.tremblay", "Marie Tremblay"),
            ("Jean-François d'Amours", "Jean-François D'Amours"),
            ("élise__roy", "Élise Roy"),
            ("", ""),
        ] {
            assert_eq!(TestUser::of(user).holder(), holder, "{user:?}");
        }
    }
}
