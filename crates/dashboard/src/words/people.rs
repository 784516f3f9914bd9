//! Who has access, and who is invited.

use payment::Locale;
use store::Role;

/// The sentences of the page.
#[derive(Debug)]
pub(crate) struct People {
    pub(crate) title: &'static str,
    pub(crate) with_access: &'static str,
    pub(crate) invited: &'static str,
    pub(crate) email: &'static str,
    pub(crate) role: &'static str,
    pub(crate) since: &'static str,
    pub(crate) seen: &'static str,
    pub(crate) until: &'static str,
    pub(crate) actions: &'static str,
    pub(crate) you: &'static str,
    pub(crate) save: &'static str,
    pub(crate) role_named: fn(&str) -> String,
    pub(crate) recover: &'static str,
    pub(crate) recover_named: fn(&str) -> String,
    pub(crate) remove: &'static str,
    pub(crate) remove_named: fn(&str) -> String,
    pub(crate) remove_hint: &'static str,
    pub(crate) remove_yes: &'static str,
    pub(crate) withdraw: &'static str,
    pub(crate) withdraw_named: fn(&str) -> String,
    pub(crate) withdraw_hint: &'static str,
    pub(crate) withdraw_yes: &'static str,
    pub(crate) invite: &'static str,
    pub(crate) invite_lead: &'static str,
    pub(crate) role_means: fn(Role) -> &'static str,
    pub(crate) make_link: &'static str,
    pub(crate) wrong_email: &'static str,
    pub(crate) is_member: &'static str,
    pub(crate) too_many: &'static str,
    pub(crate) last_owner: &'static str,
    pub(crate) not_ours_alone: &'static str,
    pub(crate) link_invitation: &'static str,
    pub(crate) link_invitation_lead: fn(&str) -> String,
    pub(crate) link_recovery: &'static str,
    pub(crate) link_recovery_lead: fn(&str) -> String,
    pub(crate) copy: &'static str,
    pub(crate) copied: &'static str,
    pub(crate) handed_over: &'static str,
}

/// The sentences in that language.
pub(crate) const fn of(locale: Locale) -> &'static People {
    match locale {
        Locale::EnCa => &EN,
        Locale::FrCa => &FR,
    }
}

static EN: People = People {
    title: "People",
    with_access: "With access",
    invited: "Invited",
    email: "E-mail address",
    role: "Role",
    since: "Since",
    seen: "Last seen",
    until: "Link works until",
    actions: "Actions",
    you: "You",
    save: "Save",
    role_named: |email| format!("Role of {email}"),
    recover: "Recovery link",
    recover_named: |email| format!("Make a recovery link for {email}"),
    remove: "Remove",
    remove_named: |email| format!("Remove {email}"),
    remove_hint: "They are locked out at once, and come back by a new invitation alone.",
    remove_yes: "Yes, remove them",
    withdraw: "Withdraw",
    withdraw_named: |email| format!("Withdraw the invitation of {email}"),
    withdraw_hint: "Its link opens nothing any more.",
    withdraw_yes: "Yes, withdraw it",
    invite: "Invite somebody",
    invite_lead: "You get a link to hand over yourself: nothing is sent by e-mail. It opens once, within seven days.",
    role_means: |role| match role {
        Role::Owner => "Everything, and who may do what.",
        Role::Staff => "Payments: see them and act on them.",
        Role::ReadOnly => "Payments: see them, and change nothing.",
    },
    make_link: "Make the link",
    wrong_email: "This is no e-mail address.",
    is_member: "This person has access already.",
    too_many: "Too many invitations wait already. Withdraw one first.",
    last_owner: "Nothing was changed: a merchant keeps at least one owner.",
    not_ours_alone: "No link was made: this person has access to another merchant too. Whoever runs this installation can make one.",
    link_invitation: "Hand this link over",
    link_invitation_lead: |email| {
        format!(
            "It lets {email} in, and it is shown only now. It opens once, within seven days. Whoever has it can use it: send it by a way that you trust."
        )
    },
    link_recovery: "Hand this recovery link over",
    link_recovery_lead: |email| {
        format!(
            "With it {email} chooses a new password. Their passkeys and recovery codes are removed, and every browser is signed out. It is shown only now, and opens once, within 24 hours. Be sure that you give it to that person."
        )
    },
    copy: "Copy the link",
    copied: "Copied",
    handed_over: "Done",
};

static FR: People = People {
    title: "Personnes",
    with_access: "Personnes ayant accès",
    invited: "Personnes invitées",
    email: "Adresse courriel",
    role: "Rôle",
    since: "Depuis",
    seen: "Dernière activité",
    until: "Lien valable jusqu’au",
    actions: "Actions",
    you: "Vous",
    save: "Enregistrer",
    role_named: |email| format!("Rôle de {email}"),
    recover: "Lien de récupération",
    recover_named: |email| format!("Créer un lien de récupération pour {email}"),
    remove: "Retirer",
    remove_named: |email| format!("Retirer {email}"),
    remove_hint: "Cette personne perd l’accès aussitôt et ne revient que par une nouvelle invitation.",
    remove_yes: "Oui, la retirer",
    withdraw: "Annuler",
    withdraw_named: |email| format!("Annuler l’invitation de {email}"),
    withdraw_hint: "Son lien n’ouvrira plus rien.",
    withdraw_yes: "Oui, l’annuler",
    invite: "Inviter une personne",
    invite_lead: "Vous obtenez un lien à transmettre vous-même\u{a0}: rien n’est envoyé par courriel. Il s’ouvre une fois, dans les sept jours.",
    role_means: |role| match role {
        Role::Owner => "Tout, y compris qui peut faire quoi.",
        Role::Staff => "Les paiements\u{a0}: les voir et y donner suite.",
        Role::ReadOnly => "Les paiements\u{a0}: les voir, sans rien modifier.",
    },
    make_link: "Créer le lien",
    wrong_email: "Ce n’est pas une adresse courriel.",
    is_member: "Cette personne a déjà accès.",
    too_many: "Trop d’invitations sont en attente. Annulez-en une d’abord.",
    last_owner: "Rien n’a été modifié\u{a0}: un marchand garde au moins un propriétaire.",
    not_ours_alone: "Aucun lien n’a été créé\u{a0}: cette personne a aussi accès à un autre marchand. L’administrateur de l’installation peut en créer un.",
    link_invitation: "Transmettez ce lien",
    link_invitation_lead: |email| {
        format!(
            "Il laisse entrer {email} et n’est montré que maintenant. Il s’ouvre une fois, dans les sept jours. Qui l’a peut s’en servir\u{a0}: transmettez-le par une voie sûre."
        )
    },
    link_recovery: "Transmettez ce lien de récupération",
    link_recovery_lead: |email| {
        format!(
            "Avec lui, {email} choisit un nouveau mot de passe. Ses clés d’accès et ses codes de récupération sont retirés, et toutes ses sessions sont fermées. Il n’est montré que maintenant et s’ouvre une fois, dans les 24 heures. Assurez-vous de le donner à cette personne."
        )
    },
    copy: "Copier le lien",
    copied: "Copié",
    handed_over: "C’est fait",
};
