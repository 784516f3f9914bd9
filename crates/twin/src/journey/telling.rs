use payment::StepName;

use super::message::Message;

/// What a page tells the page around it, and how.
#[derive(Clone, Debug, Default)]
pub(super) struct Telling {
    /// Plain steps of a payment.
    steps: Vec<StepName>,
    /// Messages that are more than a plain step.
    messages: Vec<Message>,
    moment: Moment,
    /// As text rather than as objects.
    pub(super) text: Text,
    /// To a native app around the page, too `[C-mob]`.
    pub(super) bridge: Bridge,
    pub(super) dialect: Dialect,
}

/// Whose messages they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Dialect {
    #[default]
    Payment,
    Connect,
}

impl Dialect {
    /// The key of the step: the two products spell it differently `[G-setup, C-evt-help]`.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Payment => "Step",
            Self::Connect => "step",
        }
    }
}

/// When it is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Moment {
    /// Once the page is there.
    #[default]
    Loaded,
    /// Before anything else is loaded, so that nobody may be listening yet.
    Early,
}

/// Whether messages are objects or JSON strings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Text {
    #[default]
    Objects,
    Strings,
}

/// Whether a native app listens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Bridge {
    #[default]
    None,
    WebView,
}

impl Telling {
    /// Tells plain steps of a payment.
    pub(super) fn steps_of(steps: Vec<StepName>) -> Self {
        Self {
            steps,
            ..Self::default()
        }
    }

    /// Tells whole messages.
    pub(super) fn messages_of(messages: Vec<Message>) -> Self {
        Self {
            messages,
            ..Self::default()
        }
    }

    /// Tells one message more, after the others.
    pub(super) fn add(&mut self, message: Message) {
        self.messages.push(message);
    }

    /// Tells nothing.
    pub(super) fn hush(&mut self) {
        self.steps.clear();
        self.messages.clear();
    }

    /// Tells everything before anything is loaded.
    pub(super) fn hurry(&mut self) {
        self.moment = Moment::Early;
    }

    /// Whether there is something to tell.
    pub(super) fn is_empty(&self) -> bool {
        self.steps.is_empty() && self.messages.is_empty()
    }

    /// The inline code that tells everything at once, where that is wanted.
    pub(super) fn early(&self) -> Option<String> {
        if self.moment == Moment::Loaded || self.is_empty() {
            return None;
        }
        let steps = self.steps.iter();
        let mut all: Vec<Message> = steps
            .map(|step| Message::of_payment(step.as_str()))
            .collect();
        all.extend(self.messages.iter().cloned());
        // A `<` could end the script.
        let list = Message::list(&all).replace('<', "\\u003c");
        let each = match self.text {
            Text::Objects => "m",
            Text::Strings => "JSON.stringify(m)",
        };
        Some(format!(
            "if(parent!==self)for(const m of {list})parent.postMessage({each},\"*\")"
        ))
    }

    /// The plain steps for the script.
    pub(super) fn steps(&self) -> String {
        let told = match self.moment {
            Moment::Loaded => self.steps.as_slice(),
            Moment::Early => &[],
        };
        let names: Vec<&str> = told.iter().map(StepName::as_str).collect();
        names.join(" ")
    }

    /// The whole messages for the script, told after the steps.
    pub(super) fn messages(&self) -> Option<String> {
        let told = self.moment == Moment::Loaded && !self.messages.is_empty();
        told.then(|| Message::list(&self.messages))
    }

    /// How the script tells them: words of its own.
    pub(super) fn manner(&self) -> Option<String> {
        let words = [
            (self.dialect == Dialect::Connect).then_some("connect"),
            (self.text == Text::Strings).then_some("stringify"),
            (self.bridge == Bridge::WebView).then_some("webview"),
        ];
        let words: Vec<&str> = words.into_iter().flatten().collect();
        (!words.is_empty()).then(|| words.join(" "))
    }
}
