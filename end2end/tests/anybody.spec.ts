// Anybody can pay, from the choice to the receipt: by keyboard alone, as a screen reader has it,
// at four times the size, on a slow network, without WebAssembly, without scripts.
import type { Page } from "@playwright/test";
import type { BankScreen } from "../support/bank";
import { CheckoutPage } from "../support/checkout";
import { expect, test, type Guichet } from "../support/guichet";
import { tabTo } from "../support/keyboard";
import { blockWebAssembly } from "../support/webassembly";
import type { Locale } from "../support/words";

test("by keyboard alone, and as a screen reader has it", async ({ guichet, page }) => {
  test.slow();
  await page.setViewportSize({ width: 1280, height: 900 });
  const shown = new CheckoutPage(page);
  const order = { customer: undefined, amount: undefined };
  await shown.open(await guichet.api.createCheckout(order));
  await shown.hydrated();
  await expect(page.locator("body")).toMatchAriaSnapshot(`
    - link "Skip to the payment"
    - banner "Maple & Pine":
      - link "Français"
    - main:
      - heading "Choose how to pay" [level=1]
      - textbox "Amount"
      - group:
        - radio "Bank debit, guaranteed" [checked]
        - radio "Interac e-Transfer"
      - group "Who is paying?":
        - textbox "First name"
        - textbox "Last name"
        - textbox "Email"
      - button "Continue to my bank"
    - contentinfo
  `);
  await write(page, "#amount", "42.50");
  await write(page, "#first_name", "John");
  await write(page, "#last_name", "Doe");
  await write(page, "#email", "john.doe@example.com");
  await page.keyboard.press("Enter");

  await shown.shows("bank", "processing", "en-CA");
  await shown.hydrated();
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - heading "Pay at your bank" [level=1]
      - region "Your payment, step by step":
        - list
      - region "Your bank’s page":
        - iframe
  `);
  await expect(shown.frame).toHaveAccessibleName(/bank/i);
  const press = async (screen: BankScreen, selector: string, key = "Enter") => {
    await shown.bank.shows(screen);
    await tabTo(page, `main[data-screen="${screen}"] ${selector}`);
    await page.keyboard.press(key);
  };
  await press("consent", "button.button");
  await press("bank", 'button[value="flinks-capital"]');
  await shown.bank.shows("sign-in");
  await write(page, "#user", "Happy1");
  await write(page, "#password", "Everyday");
  await page.keyboard.press("Enter");
  await shown.bank.shows("question");
  await write(page, "#answer", await shown.bank.main.locator("aside code").innerText());
  await page.keyboard.press("Enter");
  await press("account", 'input[name="account"]', "Space");
  await press("account", "button.button");
  await press("amount", "button.button");
  await press("review", "button.button");
  await shown.shows("agreement", "processing", "en-CA");
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - 'heading "One step left: sign the debit agreement" [level=1]'
      - region "Your bank’s page":
        - iframe
  `);
  await press("agreement", 'input[name="signed"]', "Space");
  await press("agreement", 'button[value="sign"]');

  await shown.shows("paid", "paid", "en-CA");
  await expect(shown.heading).toBeFocused();
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - heading "Paid" [level=1]
      - paragraph: /\\$42\\.50/
      - link /[Rr]eceipt/
  `);
  await tabTo(page, 'a[href*="/receipt"]');
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/receipt/);
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - heading /Receipt/ [level=1]
  `);
});

test("in French, by e-Transfer, as a screen reader has it", async ({ guichet, page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  const shown = new CheckoutPage(page);
  const order = { customer: undefined, amount: undefined, locale: "fr-CA" as const };
  await shown.open(await guichet.api.createCheckout(order));
  await shown.hydrated();
  await expect(page.locator("body")).toMatchAriaSnapshot(`
    - link "Aller au paiement"
    - banner "Maple & Pine":
      - link "English"
    - complementary "Votre commande":
      - paragraph: Total
      - text: Vous choisissez le montant
      - term: Référence
      - definition: ORDER-1001
      - term: Valable jusqu’à
      - definition: /^\\d+ h/
      - group: Continuer sur votre téléphone
      - paragraph: "Mode d’essai : aucun argent réel n’est en jeu."
    - main "Choisissez votre mode de paiement":
      - heading "Choisissez votre mode de paiement" [level=1]
      - paragraph: Payez Maple & Pine directement à partir de votre compte bancaire.
      - text: Montant De 0,01 $ à 99 999,99 $, en dollars canadiens.
      - textbox "Montant"
      - group "Mode de paiement":
        - radio "Prélèvement automatique garanti" [checked]
        - text: /approuvez un seul prélèvement\\..* garanti$/
        - radio "Virement Interac"
        - text: /Acceptez une demande .* limitent un virement à 3 000 \\$ · garanti$/
      - group "Qui paie?":
        - paragraph: Écrivez votre nom tel qu’il figure à votre compte bancaire.
        - textbox "Prénom"
        - textbox "Nom de famille"
        - textbox "Courriel"
      - button "Continuer vers mon institution"
    - contentinfo "Des questions pour Maple & Pine?":
      - paragraph:
        - link "1 800 555-0142"
        - link "hello@mapleandpine.example"
  `);
  await page.locator("#amount").fill("42,50");
  await page.locator("#first_name").fill("John");
  await page.locator("#last_name").fill("Doe");
  await page.locator("#email").fill("john.doe@example.com");
  await shown.start("e_transfer");
  await shown.shows("bank", "processing", "fr-CA");
  await shown.hydrated();
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main "Payez auprès de votre institution":
      - heading "Payez auprès de votre institution" [level=1]
      - paragraph: Vous ouvrez une session auprès de votre institution financière. Maple & Pine ne voit jamais votre mot de passe.
      - region "Votre paiement, étape par étape":
        - heading "Votre paiement, étape par étape" [level=2]
        - list:
          - listitem: /^Ouvrir la page fait \\d+ h/
          - listitem: Choisir l’institution vous êtes ici
          - listitem: Approuver la demande
          - listitem: Terminer
      - region "Page de votre institution financière":
        - heading "Page de votre institution financière" [level=2]
        - iframe
      - status: Étape 2 sur 4 · Choisir l’institution
      - link "Un problème? Ouvrez la page de votre institution en plein écran"
      - paragraph: /Cette page vous attend/
      - group: Mon institution n’est pas dans la liste
      - link "Payer autrement"
      - button "Annuler ce paiement"
  `);
  await shown.bank.walk("approve");
  await shown.bank.shows("approve");
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main "Payez auprès de votre institution":
      - heading "Payez auprès de votre institution" [level=1]
      - paragraph: Vous ouvrez une session auprès de votre institution financière. Maple & Pine ne voit jamais votre mot de passe.
      - region "Votre paiement, étape par étape":
        - heading "Votre paiement, étape par étape" [level=2]
        - list:
          - listitem: /^Ouvrir la page fait \\d+ h/
          - listitem: /^Choisir l’institution fait \\d+ h/
          - listitem: Approuver la demande vous êtes ici
          - listitem: Terminer
      - region "Page de votre institution financière":
        - heading "Page de votre institution financière" [level=2]
        - iframe
      - status: Étape 3 sur 4 · Approuver la demande
      - link "Un problème? Ouvrez la page de votre institution en plein écran"
      - paragraph: /Cette page vous attend/
      - group: Mon institution n’est pas dans la liste
      - link "Payer autrement"
      - button "Annuler ce paiement"
  `);
  await shown.bank.press("approve");
  await shown.shows("paid", "paid", "fr-CA");
  await expect(page.locator("body")).toMatchAriaSnapshot(`
    - status: Payé
    - main "Payé":
      - heading "Payé" [level=1]
      - paragraph: Vous avez envoyé 42,50 $ à Maple & Pine par virement Interac.
      - paragraph: Vous pouvez fermer cette page. Gardez la référence dans vos dossiers.
      - term: Montant payé
      - definition: 42,50 $
      - term: Mode
      - definition: Virement Interac
      - term: Garantie
      - definition: Garanti
      - term: Date
      - definition: /^\\d+(er)? \\S+ \\d{4} à \\d+ h/
      - term: Référence
      - definition: ORDER-1001
      - link "Voir le reçu"
  `);
  await page.locator('a[href*="/receipt"]').click();
  await expect(page).toHaveURL(/\/receipt/);
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - heading "Reçu" [level=1]
      - button "Imprimer"
      - paragraph: "Mode d’essai : aucun argent réel n’est en jeu."
      - strong: 42,50 $
      - text: CAD
      - strong: Payé
      - paragraph: Vous avez envoyé 42,50 $ à Maple & Pine par virement Interac.
      - link "Télécharger le PDF"
      - button "Envoyer le reçu par courriel"
      - paragraph: /j•••@example\\.com\\.$/
      - term: À
      - definition: Maple & Pine Outfitters Inc.
      - term: De
      - definition: John Doe
      - term: Date
      - definition: /^\\d+(er)? .+ \\d{4} à \\d+ h/
      - term: Mode
      - definition: Virement Interac
      - term: Garantie
      - definition: Garanti
      - term: Référence
      - definition: ORDER-1001
      - term: Numéro du paiement
      - definition: /^chk_/
      - region "Code de vérification":
        - heading "Code de vérification" [level=2]
        - button "Copier le code"
        - paragraph: /^RC1-/
      - paragraph:
        - link "Retour au paiement"
  `);
});

test("at four times the size", async ({ guichet, page }) => {
  // What is left of 1280 by 900 pixels.
  await page.setViewportSize({ width: 320, height: 225 });
  const shown = await pay(guichet, page, "fr-CA", async (shown) => {
    await shown.expectNoSidewaysScroll();
    await expect(shown.heading).toBeVisible();
  });
  await page.locator('a[href*="/receipt"]').click();
  await expect(page).toHaveURL(/\/receipt/);
  await shown.expectNoSidewaysScroll();
});

test("on a slow network", async ({ context, guichet, page }) => {
  test.slow();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 300,
    downloadThroughput: (750 * 1000) / 8,
    uploadThroughput: (250 * 1000) / 8,
  });
  // Whatever of it has come by then: nothing waits for the rest.
  await pay(guichet, page, "en-CA");
});

test("without WebAssembly", async ({ complaints, guichet, page }) => {
  await blockWebAssembly(page, complaints);
  await pay(guichet, page, "fr-CA", async () => {
    await expect(page.locator("html")).not.toHaveAttribute("data-started", "islands");
  });
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("without scripts, from the choice to the receipt", async ({ guichet, page }) => {
    const shown = new CheckoutPage(page);
    await shown.open(await guichet.api.createCheckout({ locale: "fr-CA" }));
    await shown.start("guaranteed_eft");
    await shown.shows("bank", "processing", "fr-CA");
    await shown.bank.walk("agreement");
    await shown.bank.sign();
    await shown.bank.shows("done");
    await page.locator('a[href*="view=status"]').click();
    await shown.shows("paid", "paid", "fr-CA");
    await page.locator('a[href*="/receipt"]').click();
    await expect(page).toHaveURL(/\/receipt/);
  });
});

/** From the choice to paid; `look` is called at each screen on the way. */
async function pay(
  guichet: Guichet,
  page: Page,
  locale: Locale,
  look: (shown: CheckoutPage) => Promise<void> = async () => {},
): Promise<CheckoutPage> {
  const shown = new CheckoutPage(page);
  await shown.open(await guichet.api.createCheckout({ locale }));
  await look(shown);
  await shown.start("guaranteed_eft");
  await shown.shows("bank", "processing", locale);
  await look(shown);
  await shown.bank.walk("agreement");
  await shown.shows("agreement", "processing", locale);
  await look(shown);
  await shown.bank.sign();
  await shown.shows("paid", "paid", locale, 30_000);
  await look(shown);
  return shown;
}

async function write(page: Page, selector: string, text: string): Promise<void> {
  await tabTo(page, selector);
  await page.keyboard.type(text);
}
