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
    pub(crate) too_large: Telling,
    pub(crate) foreign: Telling,
    pub(crate) unreadable: Telling,
    pub(crate) too_often: Telling,
    pub(crate) busy: Telling,
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
        lead: "Nothing was changed. Since the page was opened, you may have signed in again, or gone on \
               to another merchant or mode in another tab. Go back, load the page again, look at the bar \
               at its top, and send the form once more.",
    },
    too_large: Telling {
        title: "This form is too large",
        lead: "Nothing was changed. If there is a file in it, go back and choose a smaller one: a logo has \
               at most 200 kB.",
    },
    foreign: Telling {
        title: "This form was not sent from here",
        lead: "Nothing was changed. Open the dashboard by its own address and try again.",
    },
    unreadable: Telling {
        title: "This form cannot be read",
        lead: "Nothing was changed. Go back, load the page again and send the form once more.",
    },
    too_often: Telling {
        title: "That was wrong too often",
        lead: "Wait a few minutes and try again.",
    },
    busy: Telling {
        title: "Many people are signing in right now",
        lead: "Nothing was changed. Go back and try again in a moment.",
    },
    broken: Telling {
        title: "Something does not work right now",
        lead: "Nothing was lost. Try again in a moment.",
    },
    back: "Back to the dashboard",
};

static FR: Problem = Problem {
    missing: Telling {
        title: "Il n’y a rien ici",
        lead: "L’adresse est peut-être mal saisie, ou ce qui s’y trouvait n’y est plus.",
    },
    forbidden: Telling {
        title: "Votre rôle ne le permet pas",
        lead: "Rien n’a été modifié. Un propriétaire peut le faire, ou vous donner un autre rôle.",
    },
    stale: Telling {
        title: "Ce formulaire n’est plus à jour",
        lead: "Rien n’a été modifié. Depuis que la page est ouverte, vous avez peut-être ouvert une \
               nouvelle session, ou changé de marchand ou de mode dans un autre onglet. Revenez en \
               arrière, rechargez la page, regardez la barre du haut et envoyez le formulaire de nouveau.",
    },
    too_large: Telling {
        title: "Ce formulaire est trop gros",
        lead: "Rien n’a été modifié. S’il contient un fichier, revenez en arrière et choisissez-en un plus \
               petit\u{a0}: un logo a au plus 200\u{a0}ko.",
    },
    foreign: Telling {
        title: "Ce formulaire n’a pas été envoyé d’ici",
        lead: "Rien n’a été modifié. Ouvrez le tableau de bord à sa propre adresse et réessayez.",
    },
    unreadable: Telling {
        title: "Ce formulaire est illisible",
        lead: "Rien n’a été modifié. Revenez en arrière, rechargez la page et envoyez le formulaire de nouveau.",
    },
    too_often: Telling {
        title: "Trop d’essais ont échoué",
        lead: "Attendez quelques minutes et réessayez.",
    },
    busy: Telling {
        title: "Beaucoup de personnes ouvrent une session en ce moment",
        lead: "Rien n’a été modifié. Revenez en arrière et réessayez dans un instant.",
    },
    broken: Telling {
        title: "Quelque chose ne fonctionne pas en ce moment",
        lead: "Rien n’est perdu. Réessayez dans un instant.",
    },
    back: "Retour au tableau de bord",
};
