//! The host of the merchant's own at which customers' pages are.

use payment::{Locale, Mode};
use store::{Found, ProvenBy};

/// The sentences of the page.
#[derive(Debug)]
pub(crate) struct Domain {
    pub(crate) title: &'static str,
    pub(crate) lead: fn(Mode) -> &'static str,
    /// Where the pages are while there is no host, or none that is proven.
    pub(crate) at_house: fn(&str) -> String,
    pub(crate) waiting: &'static str,
    pub(crate) proven: &'static str,
    pub(crate) proven_since: fn(&str) -> String,
    pub(crate) proven_by: fn(ProvenBy) -> &'static str,
    pub(crate) missing: fn(&str) -> String,
    pub(crate) records: &'static str,
    pub(crate) records_hint: &'static str,
    /// Name, type, value.
    pub(crate) record_columns: [&'static str; 3],
    pub(crate) leads: &'static str,
    pub(crate) proves: &'static str,
    pub(crate) certificate: &'static str,
    pub(crate) looked: fn(&str) -> String,
    pub(crate) found: fn(Found) -> &'static str,
    pub(crate) not_looked: &'static str,
    pub(crate) next_look: fn(&str) -> String,
    pub(crate) look: &'static str,
    pub(crate) too_often: &'static str,
    pub(crate) busy: &'static str,
    pub(crate) name: &'static str,
    pub(crate) change: &'static str,
    pub(crate) change_hint: &'static str,
    pub(crate) host: &'static str,
    pub(crate) host_hint: &'static str,
    pub(crate) host_wrong: &'static str,
    pub(crate) host_ours: &'static str,
    pub(crate) save: &'static str,
    pub(crate) forget: &'static str,
    pub(crate) forget_hint: &'static str,
    pub(crate) forget_yes: &'static str,
    pub(crate) copy: &'static str,
    pub(crate) copied: &'static str,
}

/// The sentences in that language.
pub(crate) const fn of(locale: Locale) -> &'static Domain {
    match locale {
        Locale::EnCa => &EN,
        Locale::FrCa => &FR,
    }
}

static EN: Domain = Domain {
    title: "Domain",
    lead: |mode| match mode {
        Mode::Test => {
            "A host of your own for the pages of test mode. A customer who pays at it stays with you."
        }
        Mode::Live => {
            "A host of your own for the pages of live mode. A customer who pays at it stays with you."
        }
    },
    at_house: |host| format!("Your pages are at {host} for now."),
    waiting: "Waiting for its proof",
    proven: "Proven",
    proven_since: |since| format!("Since {since} your pages are there."),
    proven_by: |by| match by {
        ProvenBy::Record => "The record proves it, for as long as it is there.",
        ProvenBy::Operator => "Whoever runs this installation says that it is yours.",
    },
    missing: |since| {
        format!(
            "Since {since} the record is missing. Three days after that, your pages leave this host; ten minutes after, where another merchant’s is there in its place. Put it back."
        )
    },
    records: "What to put in your DNS",
    records_hint: "Make both records where the domain is managed. It can take an hour until they are seen everywhere.",
    record_columns: ["Name", "Type", "Value"],
    leads: "leads browsers here",
    proves: "proves that the host is yours; leave it there",
    certificate: "The certificate for https is made in front of this installation, by whoever runs it. Ask them where it is not made by itself.",
    looked: |at| format!("Looked for last: {at}"),
    found: |found| match found {
        Found::Record => "The record is there.",
        Found::Nothing => "There is no such record yet.",
        Found::Others => "There are other records of that name, not this one: look at its value.",
        Found::Taken => {
            "The record is there, and the host is another merchant’s, or of the other mode. If their record is gone, it is looked for once more ten minutes later; else ask whoever runs this installation."
        }
        Found::NoAnswer => "Nobody could say: the domain’s name servers do not answer.",
    },
    not_looked: "Nobody has looked for it yet.",
    next_look: |at| format!("Looked for again by itself: {at}"),
    look: "Look now",
    too_often: "It was looked for again and again. Wait a minute.",
    busy: "It is being looked for already, or many others are. Try again in a few seconds.",
    name: "Name your host",
    change: "Name another host",
    change_hint: "The old one is nobody’s from that moment on: checkouts that are being paid there, links in e-mails and codes on paper end sooner or later.",
    host: "Host",
    host_hint: "Such as pay.shop.example: no https://, no path.",
    host_wrong: "This is no host on the public internet. Write it such as pay.shop.example, without https:// and without a path.",
    host_ours: "This host is this installation’s own.",
    save: "Save",
    forget: "Let go of it",
    forget_hint: "Your pages go back to this installation’s own host. Addresses at the old one end.",
    forget_yes: "Yes, let go of it",
    copy: "Copy the value",
    copied: "Copied",
};

static FR: Domain = Domain {
    title: "Domaine",
    lead: |mode| match mode {
        Mode::Test => {
            "Un hôte à vous pour les pages du mode d’essai. Un client qui y paie reste chez vous."
        }
        Mode::Live => {
            "Un hôte à vous pour les pages du mode réel. Un client qui y paie reste chez vous."
        }
    },
    at_house: |host| format!("Pour l’instant, vos pages sont à {host}."),
    waiting: "En attente de sa preuve",
    proven: "Prouvé",
    proven_since: |since| format!("Depuis le {since}, vos pages y sont."),
    proven_by: |by| match by {
        ProvenBy::Record => "L’enregistrement le prouve, tant qu’il est là.",
        ProvenBy::Operator => "L’exploitant de cette installation dit qu’il est à vous.",
    },
    missing: |since| {
        format!(
            "Depuis le {since}, l’enregistrement manque. Trois jours après, vos pages quittent cet hôte; dix minutes après, si celui d’un autre marchand est là à sa place. Remettez-le."
        )
    },
    records: "À mettre dans votre DNS",
    records_hint: "Créez les deux enregistrements là où le domaine est géré. Il peut s’écouler une heure avant qu’ils soient vus partout.",
    record_columns: ["Nom", "Type", "Valeur"],
    leads: "amène les navigateurs ici",
    proves: "prouve que l’hôte est à vous; laissez-le là",
    certificate: "Le certificat pour https est créé devant cette installation, par son exploitant. Demandez-le-lui s’il ne se crée pas de lui-même.",
    looked: |at| format!("Dernière recherche\u{a0}: {at}"),
    found: |found| match found {
        Found::Record => "L’enregistrement est là.",
        Found::Nothing => "Il n’y a pas encore de tel enregistrement.",
        Found::Others => {
            "Il y a d’autres enregistrements de ce nom, mais pas celui-ci\u{a0}: vérifiez sa valeur."
        }
        Found::Taken => {
            "L’enregistrement est là, et l’hôte est à un autre marchand ou à l’autre mode. Si leur enregistrement n’est plus là, une nouvelle recherche a lieu dix minutes plus tard; sinon, adressez-vous à l’exploitant de cette installation."
        }
        Found::NoAnswer => {
            "Personne n’a pu le dire\u{a0}: les serveurs de noms du domaine ne répondent pas."
        }
    },
    not_looked: "Personne ne l’a encore cherché.",
    next_look: |at| format!("Prochaine recherche automatique\u{a0}: {at}"),
    look: "Chercher maintenant",
    too_often: "Il a été cherché à maintes reprises. Attendez une minute.",
    busy: "Une recherche est déjà en cours, ou il y en a trop d’autres. Réessayez dans quelques secondes.",
    name: "Nommer votre hôte",
    change: "Nommer un autre hôte",
    change_hint: "L’ancien n’est dès lors à personne\u{a0}: les paiements en cours, les liens dans les courriels et les codes sur papier qui y mènent prennent fin tôt ou tard.",
    host: "Hôte",
    host_hint: "Par exemple pay.shop.example\u{a0}: sans https://, sans chemin.",
    host_wrong: "Ce n’est pas un hôte de l’Internet public. Écrivez-le comme pay.shop.example, sans https:// et sans chemin.",
    host_ours: "Cet hôte est celui de cette installation.",
    save: "Enregistrer",
    forget: "L’abandonner",
    forget_hint: "Vos pages reviennent à l’hôte de cette installation. Les adresses à l’ancien prennent fin.",
    forget_yes: "Oui, l’abandonner",
    copy: "Copier la valeur",
    copied: "Copiée",
};
