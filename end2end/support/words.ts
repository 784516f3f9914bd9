// The words by which a test knows where it is, in both languages.

export type Locale = "en-CA" | "fr-CA";

export const LOCALES: Locale[] = ["en-CA", "fr-CA"];

/** The screens of a checkout, by their name in the markup. */
export type Screen =
  | "choose"
  | "opening"
  | "link"
  | "account"
  | "sent"
  | "bank"
  | "checking"
  | "agreement"
  | "paid"
  | "not_guaranteed"
  | "low_balance"
  | "name_mismatch"
  | "sign_in_failed"
  | "declined"
  | "session_expired"
  | "unavailable"
  | "returned"
  | "failed"
  | "canceled_by_you"
  | "canceled_by_shop"
  | "expired";

/** The heading of each screen. */
export const TITLE: Record<Locale, Record<Screen, string>> = {
  "en-CA": {
    choose: "Choose how to pay",
    opening: "Opening your bank’s page",
    link: "Choose the account to pay from",
    account: "Confirm the account",
    sent: "Look in your inbox",
    bank: "Pay at your bank",
    checking: "Checking with your bank",
    agreement: "One step left: sign the debit agreement",
    paid: "Paid",
    not_guaranteed: "This payment cannot be guaranteed",
    low_balance: "The account does not hold enough",
    name_mismatch: "The names do not match",
    sign_in_failed: "Your bank did not accept the sign-in",
    declined: "The payment was declined",
    session_expired: "Your bank’s page timed out",
    unavailable: "Your bank’s page could not be opened",
    returned: "Your bank returned the payment",
    failed: "The payment did not go through",
    canceled_by_you: "You cancelled this payment",
    canceled_by_shop: "This order was cancelled",
    expired: "This payment page has expired",
  },
  "fr-CA": {
    choose: "Choisissez votre mode de paiement",
    opening: "Ouverture de la page de votre institution",
    link: "Choisissez le compte à débiter",
    account: "Confirmez le compte",
    sent: "Regardez vos courriels",
    bank: "Payez auprès de votre institution",
    checking: "Vérification en cours",
    agreement: "Il reste une étape : signer l’accord de prélèvement",
    paid: "Payé",
    not_guaranteed: "Ce paiement ne peut pas être garanti",
    low_balance: "Le solde du compte ne suffit pas",
    name_mismatch: "Les noms ne correspondent pas",
    sign_in_failed: "Votre institution n’a pas accepté l’ouverture de session",
    declined: "Le paiement a été refusé",
    session_expired: "La page de votre institution a expiré",
    unavailable: "La page de votre institution n’a pas pu s’ouvrir",
    returned: "Votre institution a retourné le paiement",
    failed: "Le paiement n’a pas abouti",
    canceled_by_you: "Vous avez annulé ce paiement",
    canceled_by_shop: "Cette commande a été annulée",
    expired: "Cette page de paiement a expiré",
  },
};

/** The heading of a debit that counts and that nobody guarantees. */
export const DEBIT_ACCEPTED: Record<Locale, string> = {
  "en-CA": "Your debit was accepted",
  "fr-CA": "Votre prélèvement a été accepté",
};

/** What the page says about money that did not move, or is not there yet. */
export const SAYS = {
  nothingTaken: { "en-CA": "Nothing was taken.", "fr-CA": "Rien n’a été prélevé." },
  notPaidYet: { "en-CA": "You have not paid yet.", "fr-CA": "Vous n’avez pas encore payé." },
  offline: { "en-CA": "This page cannot reach us.", "fr-CA": "Cette page ne peut pas nous joindre." },
  reading: { "en-CA": "Reading your account", "fr-CA": "Lecture de votre compte" },
  silent: { "en-CA": "Nothing to see in the frame?", "fr-CA": "Rien ne s’affiche dans le cadre?" },
  online: { "en-CA": "The connection is back.", "fr-CA": "La connexion est rétablie." },
  lastMinute: {
    "en-CA": "Less than a minute left on this page.",
    "fr-CA": "Cette page se ferme dans moins d’une minute.",
  },
  moreTime: { "en-CA": "You have more time.", "fr-CA": "Vous avez plus de temps." },
  slow: { "en-CA": "longer than usual", "fr-CA": "plus long que d’habitude" },
  openAttempt: {
    "en-CA": "Starting another one cancels it.",
    "fr-CA": "En commencer un autre l’annule.",
  },
  stopping: {
    "en-CA": "do not approve this one",
    "fr-CA": "n’approuvez pas celui-ci",
  },
  stopped: { "en-CA": "nothing was taken for it", "fr-CA": "rien n’a été prélevé pour lui" },
  secondPayment: {
    "en-CA": (amount: string) => `A second payment of ${amount} reached`,
    "fr-CA": (amount: string) => `Un deuxième paiement de ${amount}`,
  },
} satisfies Record<string, Record<Locale, string | ((amount: string) => string)>>;

/** An amount as the page writes it; French spaces do not break. */
export function money(cents: number, locale: Locale): string {
  const text = (cents / 100).toFixed(2);
  return locale === "en-CA" ? `$${text}` : `${text.replace(".", ",")}\u00a0$`;
}
