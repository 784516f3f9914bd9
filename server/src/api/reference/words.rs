use payment::Locale;

/// What stands around the descriptions.
pub(super) struct Words {
    pub(super) title: &'static str,
    pub(super) lead: &'static str,
    pub(super) skip: &'static str,
    pub(super) contents: &'static str,
    pub(super) document: &'static str,
    pub(super) other_language: &'static str,
    pub(super) parameters: &'static str,
    pub(super) body: &'static str,
    pub(super) answers: &'static str,
    pub(super) example: &'static str,
    pub(super) example_answer: &'static str,
    pub(super) required: &'static str,
    pub(super) objects: &'static str,
    pub(super) no_key: &'static str,
    pub(super) version: &'static str,
}

const EN_CA: Words = Words {
    title: "API reference",
    lead: "Everything that the API takes and answers. Amounts are in cents, times in UTC.",
    skip: "Skip to the reference",
    contents: "Contents",
    document: "The same for programs: openapi.json",
    other_language: "Français",
    parameters: "Parameters",
    body: "Body",
    answers: "Answers",
    example: "Example",
    example_answer: "Example answer",
    required: "required",
    objects: "Objects",
    no_key: "No key is needed.",
    version: "Version",
};

const FR_CA: Words = Words {
    title: "Référence de l’API",
    lead: "Tout ce que l’API accepte et répond. Les montants sont en cents, les heures en UTC. Les descriptions sont en anglais.",
    skip: "Passer à la référence",
    contents: "Sommaire",
    document: "La même chose pour les programmes : openapi.json",
    other_language: "English",
    parameters: "Paramètres",
    body: "Corps",
    answers: "Réponses",
    example: "Exemple",
    example_answer: "Exemple de réponse",
    required: "obligatoire",
    objects: "Objets",
    no_key: "Aucune clé n’est nécessaire.",
    version: "Version",
};

impl Words {
    pub(super) const fn of(locale: Locale) -> &'static Self {
        match locale {
            Locale::EnCa => &EN_CA,
            Locale::FrCa => &FR_CA,
        }
    }
}
