//! Pages that are not there, not theirs, or cannot be made right now.

use payment::Locale;

/// What happened and what it means.
#[derive(Debug)]
pub(crate) struct Telling {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
}

/// The sentences of these pages.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) missing: Telling,
    pub(crate) forbidden: Telling,
    pub(crate) stale: Telling,
    pub(crate) broken: Telling,
    pub(crate) back: &'static str,
}

/// The sentences in that language.
pub(crate) const fn of(locale: Locale) -> &'static Problem {
    match locale {
        Locale::EnCa => &EN,
        Locale::FrCa => &FR,
    }
}

static EN: Problem = Problem {
    missing: Telling {
        title: "There is nothing here",
        lead: "The address may be mistyped, or what was here is gone.",
    },
    forbidden: Telling {
        title: "Your role does not allow this",
        lead: "Nothing was changed. An owner can do this, or give you another role.",
    },
    stale: Telling {
        title: "This form is out of date",
        lead: "Nothing was changed. You may have signed in again since the page was opened. Go back, \
               load the page again and send the form once more.",
    },
    broken: Telling {
        title: "Something does not work right now",
        lead: "Nothing was lost. Try again in a moment.",
    },
    back: "Back to the dashboard",
};

static FR: Problem = Problem {
    missing: Telling {
        title: "Il n'y a rien ici",
        lead: "L'adresse est peut-être mal tapée, ou ce qui s'y trouvait n'y est plus.",
    },
    forbidden: Telling {
        title: "Votre rôle ne le permet pas",
        lead: "Rien n'a été modifié. Un propriétaire peut le faire, ou vous donner un autre rôle.",
    },
    stale: Telling {
        title: "Ce formulaire n'est plus à jour",
        lead: "Rien n'a été modifié. Vous avez peut-être ouvert une nouvelle session depuis. Revenez en \
               arrière, rechargez la page et envoyez le formulaire de nouveau.",
    },
    broken: Telling {
        title: "Quelque chose ne fonctionne pas en ce moment",
        lead: "Rien n'est perdu. Réessayez dans un instant.",
    },
    back: "Retour au tableau de bord",
};
