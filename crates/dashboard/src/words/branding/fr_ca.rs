use app::{
    brand::{Font, Mend, PictureFault, SchemeName, Schemes, TypeScale},
    sample::Sample,
};
use payment::{Locale, Mode};

use super::Branding;
use crate::{
    page::branding::{Group, Legal, LogoFault, Part},
    words::timeline,
};

pub(super) static WORDS: Branding = Branding {
    title: "Image de marque",
    lead: |mode| match mode {
        Mode::Test => {
            "L’apparence des pages de vos clients en mode d’essai. Le mode réel a la sienne."
        }
        Mode::Live => {
            "L’apparence des pages de vos clients en mode réel. Le mode d’essai a la sienne."
        }
    },
    read_only: "Seuls les propriétaires peuvent la modifier.",
    save: "Enregistrer",
    show: "Montrer dans l’aperçu",
    undo: "Annuler",
    undo_all: "Annuler toutes les modifications",
    changed: "Pas encore enregistré.",
    lost: "L’aperçu ne suit plus. Ce que vous avez écrit est toujours ici\u{a0}: enregistrez-le ou rechargez la page.",
    faults: |count| match count {
        1 => "Rien n’a été enregistré. Un point est d’abord à corriger\u{a0}:".to_owned(),
        count => {
            format!("Rien n’a été enregistré. {count} points sont d’abord à corriger\u{a0}:")
        }
    },
    picture_again: "Si vous aviez choisi un logo, choisissez de nouveau son fichier.",
    outdated: "Rien n’a été enregistré\u{a0}: une autre personne a enregistré une autre apparence entre-temps. La vôtre est toujours ici; enregistrez de nouveau pour la mettre à la place de la sienne. Si vous aviez choisi un logo, choisissez de nouveau son fichier.",
    names: "Nom",
    colours: "Couleurs",
    by_night: "Couleurs pour la nuit",
    by_night_hint: "Laissées vides, elles sont déduites de celles du jour.",
    letters: "Lettres et coins",
    contact: "Aide pour vos clients",
    links: "Mentions légales",
    links_hint: "Vos propres pages, en https://. S’il n’y a qu’une adresse, les deux langues y mènent.",
    own_words: "Vos mots",
    own_words_hint: "L’état de l’argent est toujours dit dans nos mots. Vous pouvez ajouter une note en dessous, à n’importe quel écran, dans les deux langues.",
    said: "À vous",
    label: |part| match part {
        Part::Name => "Nom",
        Part::LegalName => "Dénomination sociale",
        Part::Domain => "Domaine",
        Part::Primary | Part::NightPrimary => "Couleur principale",
        Part::Tint | Part::NightTint => "Teinte",
        Part::Accent | Part::NightAccent => "Accent",
        Part::Scheme => "Clair ou sombre",
        Part::Radius => "Coins",
        Part::TypeScale => "Taille",
        Part::Font => "Police",
        Part::HeadingFont => "Police des titres",
        Part::Email => "Adresse courriel",
        Part::Phone => "Numéro de téléphone",
        Part::HelpPage => "Page d’aide",
        Part::Link(Legal::Terms, _) => "Conditions",
        Part::Link(Legal::Privacy, _) => "Confidentialité",
        Part::Link(Legal::Refund, _) => "Remboursements",
        Part::Title(..) => "Titre",
        Part::Note(..) => "Note",
    },
    hint: |part| match part {
        Part::Name => Some("Celui sous lequel vos clients vous connaissent."),
        Part::LegalName => Some("Pour les reçus. Laissée vide\u{a0}: votre nom."),
        Part::Domain => Some("Montré sous votre nom, comme boutique.example."),
        Part::Primary => Some("Le bouton principal. Laissée vide\u{a0}: ardoise."),
        Part::Tint => Some("Ce vers quoi penchent les fonds. Laissée vide\u{a0}: papier."),
        Part::Accent => Some("Liens et marques. Laissé vide\u{a0}: la couleur principale."),
        Part::Radius => Some("De 0 à 24 pixels. Laissé vide\u{a0}: 8."),
        Part::Email | Part::Phone | Part::HelpPage => Some("Laissé vide, rien n’est montré."),
        Part::NightPrimary
        | Part::NightTint
        | Part::NightAccent
        | Part::Scheme
        | Part::TypeScale
        | Part::Font
        | Part::HeadingFont
        | Part::Link(..)
        | Part::Title(..)
        | Part::Note(..) => None,
    },
    wrong: |part| match part {
        Part::Name => "Écrivez votre nom\u{a0}: jusqu’à 100 caractères de texte simple.",
        Part::LegalName => "Jusqu’à 100 caractères de texte simple.",
        Part::Domain => "Un domaine seul, comme boutique.example, sans https:// devant.",
        Part::Primary
        | Part::Tint
        | Part::Accent
        | Part::NightPrimary
        | Part::NightTint
        | Part::NightAccent => {
            "Une couleur s’écrit # suivi de six signes, de 0 à 9 et de a à f, comme #1f4d3a."
        }
        Part::Radius => "Un nombre entier de 0 à 24.",
        Part::Scheme | Part::TypeScale | Part::Font | Part::HeadingFont => {
            "Choisissez l’une des valeurs proposées."
        }
        Part::Email => "Une adresse courriel, comme aide@boutique.example.",
        Part::Phone => {
            "Un numéro de téléphone de 3 à 15 chiffres, séparés par des espaces, +, -, . ou des parenthèses."
        }
        Part::HelpPage | Part::Link(..) => {
            "Une adresse complète qui commence par https://, sans nom d’utilisateur ni mot de passe."
        }
        Part::Title(..) => "Jusqu’à 60 caractères de texte simple sur une ligne.",
        Part::Note(..) => {
            "Jusqu’à 280 caractères de texte simple sur une ligne, dans les deux langues ou dans aucune."
        }
    },
    pick: "Choisir",
    scheme: |schemes| match schemes {
        Schemes::Both => "Selon le système du client",
        Schemes::Light => "Toujours clair",
        Schemes::Dark => "Toujours sombre",
    },
    type_scale: |scale| match scale {
        TypeScale::Compact => "Compacte",
        TypeScale::Regular => "Normale",
        TypeScale::Large => "Grande",
    },
    font: |font| match font {
        Font::System => "Celle du système du client",
        Font::Inter => "Inter",
        Font::SourceSans => "Source Sans",
        Font::Atkinson => "Atkinson Hyperlegible",
        Font::Figtree => "Figtree",
        Font::Lora => "Lora",
    },
    as_text: "Comme le texte",
    language: |locale| match locale {
        Locale::EnCa => "anglais",
        Locale::FrCa => "français",
    },
    logo: "Logo",
    logo_none: "Il n’y en a pas\u{a0}: la première lettre de votre nom en tient lieu.",
    logo_now: "Votre logo actuel",
    logo_choose: "Choisir un fichier",
    logo_hint: "PNG, JPEG, WebP ou SVG, au plus 200\u{a0}ko. Il est montré dans un espace de 192 sur 48 pixels, sur fond clair et sur fond sombre.",
    logo_remove: "Retirer le logo",
    picture: |fault| match fault {
        LogoFault::TooHeavy => "Ce fichier dépasse 200\u{a0}ko.",
        LogoFault::NotAPicture => "Ce fichier n’est ni un PNG, ni un JPEG, ni un WebP, ni un SVG.",
        LogoFault::Picture(fault) => picture(fault),
    },
    mended: "Couleurs corrigées",
    mended_lead: "Votre choix aurait été difficile à lire. La couleur lisible la plus proche est montrée à sa place\u{a0}:",
    mended_none: "Aucune\u{a0}: toutes les vôtres se lisent telles quelles.",
    mend: |mend| {
        let when = match mend.scheme {
            SchemeName::Light => "Le jour",
            SchemeName::Dark => "La nuit",
        };
        let what = match mend.property {
            "brand" => "le bouton principal aurait",
            "mark" => "les marques de ce qui est choisi ou fait auraient",
            "brand-text" => "les liens auraient",
            _ => "l’anneau autour de l’élément actif aurait",
        };
        let comma = |number: f64| number.to_string().replace('.', ",");
        let Mend { wanted, served, .. } = mend;
        let (contrast, required) = (comma(mend.contrast), comma(mend.required));
        let reached = comma(mend.served_contrast);
        format!(
            "{when}, {what} en {wanted} un contraste de {contrast}:1, et il faut {required}:1. \
             C’est {served} qui est montré, avec {reached}:1."
        )
    },
    preview: "Aperçu",
    preview_hint: "Les clients n’en voient rien avant que vous enregistriez. Rien ne peut y être activé.",
    frame: "Aperçu d’une page de client",
    page: "Page",
    group: |group| match group {
        Group::Choose => "Le choix du paiement",
        Group::Bank => "À la banque",
        Group::Waiting => "L’attente",
        Group::Paid => "Payé",
        Group::NotPaid => "Non payé",
        Group::PaymentLink => "Liens de paiement",
        Group::Elsewhere => "Sans votre apparence",
    },
    sample: |sample| match sample {
        Sample::Screen(screen) => (timeline::of(Locale::FrCa).screen)(screen),
        Sample::ChooseGiven => "Le choix, quand le nom du client est connu",
        Sample::ChooseOpen => "Le choix, quand le montant est libre",
        Sample::ChooseRefused => "Le choix, avec des erreurs",
        Sample::ChooseAgain => "Le choix d’un autre mode de paiement",
        Sample::Ending => "Le choix, peu avant la fermeture de la page",
        Sample::EndingLast => "Le cadre bancaire, sans temps supplémentaire possible",
        Sample::Slow => "La vérification, plus longue que d’habitude",
        Sample::Offline => "Le cadre bancaire, sans connexion",
        Sample::ExpiredAnew => "Expirée, avec un nouveau départ possible",
        Sample::Status => "Le cadre bancaire, sans scripts",
        Sample::AccountSeveral => "Le choix parmi plusieurs comptes",
        Sample::AccountUnchosen => "Le même, sans compte choisi",
        Sample::LinkFault => "La connexion à la banque ne s’ouvre pas",
        Sample::BankTransfer => "Le cadre bancaire d’un virement Interac",
        Sample::Reading => "La lecture des comptes",
        Sample::Preparing => "La préparation du débit",
        Sample::Sign => "L’accord à signer, dans son cadre",
        Sample::Sending => "L’envoi d’un courriel",
        Sample::Stopping => "L’arrêt du paiement",
        Sample::PaidShort => "Payé moins que demandé",
        Sample::PaidEft => "Payé, non garanti",
        Sample::PaidTwice => "Payé deux fois",
        Sample::PaidReturned => "Payé, puis retourné par la banque",
        Sample::Receipt => "Le reçu",
        Sample::PaymentLink => "Un montant fixe",
        Sample::PaymentLinkOpen => "Un montant libre",
        Sample::PaymentLinkShut => "Fermé",
        Sample::TooLarge => "Un formulaire trop long",
        Sample::Missing => "Page introuvable",
        Sample::Fault => "Hors service",
    },
    screen: |screen| (timeline::of(Locale::FrCa).screen)(screen),
    spoken: "Langue",
    light: "Lumière",
    day: "Jour",
    night: "Nuit",
    width: "Largeur",
    phone: "Téléphone",
    desktop: "Ordinateur",
};

fn picture(fault: PictureFault) -> &'static str {
    match fault {
        PictureFault::Empty => "Le fichier est vide.",
        PictureFault::OtherKind => "Le fichier n’est pas le type d’image que son nom annonce.",
        PictureFault::Unreadable => "Le fichier ne peut être lu comme une image.",
        PictureFault::TooManyPixels => {
            "L’image a trop de pixels\u{a0}: au plus 4096 par côté, et 8 millions en tout."
        }
        PictureFault::TooThin => {
            "L’image est trop allongée\u{a0}: au plus dix fois plus longue que large."
        }
        PictureFault::TooIntricate => "Le dessin est trop complexe\u{a0}: il a trop d’éléments.",
        PictureFault::Entities => {
            "Le fichier déclare des entités. Faites-le enregistrer sans elles."
        }
        PictureFault::Script => "Le fichier contient un script. Faites-le enregistrer sans lui.",
        PictureFault::OutsideReference => {
            "Le fichier renvoie à autre chose que lui-même. Faites-le enregistrer avec tout son contenu."
        }
        PictureFault::Text => "Le fichier contient du texte. Faites convertir le texte en tracés.",
        PictureFault::PictureInside => {
            "Le fichier contient une image ou un document. Choisissez cette image elle-même."
        }
        PictureFault::Animation => "Le dessin bouge. Choisissez-en un qui ne bouge pas.",
        PictureFault::Effect => {
            "Le dessin utilise un filtre, un motif, un masque ou un marqueur. Faites-le dessiner sans cela."
        }
        PictureFault::UnknownElement => "Le fichier contient un élément qui ne dessine rien ici.",
    }
}
