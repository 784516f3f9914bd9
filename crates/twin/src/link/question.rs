/// A security question of the test bank `[C-test]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Question {
    /// Assumption: the provider lists the questions' subjects and their answers, not their
    /// words.
    pub(crate) prompt: &'static str,
    pub(crate) answer: &'static str,
}

impl Question {
    /// Every question that the bank may ask.
    pub(crate) const ALL: [Self; 3] = [
        Self {
            prompt: "What city were you born in?",
            answer: "Montreal",
        },
        Self {
            prompt: "What is the best country on earth?",
            answer: "Canada",
        },
        Self {
            prompt: "What shape do people like most?",
            answer: "Triangle",
        },
    ];
}
