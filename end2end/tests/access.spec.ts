// Everybody can pay: whatever they see with, hear with, and press with. Our pages as the server
// draws them are in `pages.spec.ts`; here is what scripts make of them, and the bank's own.
import type { Page } from "@playwright/test";
import { LINKED, customer, type Method } from "../support/api";
import { expectAccessible } from "../support/axe";
import { Bank, type BankScreen } from "../support/bank";
import { CheckoutPage } from "../support/checkout";
import { expect, test, type Guichet } from "../support/guichet";
import { tabTo } from "../support/keyboard";
import { LOCALES, TITLE, type Locale, type Screen } from "../support/words";

/** How a screen is reached without walking there: the twin moves the session. */
interface Way {
  screen: Screen;
  method: Method;
  to?: string;
}

const PAID: Way = { screen: "paid", method: "guaranteed_eft", to: "EFT0301" };
const REFUSED: Way = { screen: "not_guaranteed", method: "guaranteed_eft", to: "EFT0402" };

for (const locale of LOCALES) {
  test.describe(locale, { tag: "@both-widths" }, () => {
    for (const way of [PAID, REFUSED]) {
      test(`no rule is broken when the page turns to: ${way.screen}`, async ({ guichet, page }) => {
        const shown = await reach(guichet, page, locale, way);
        await shown.shows(way.screen, way === PAID ? "paid" : "open", locale);
        await expectAccessibleAnyhow(page, locale, way.screen);
      });
    }

    test("no rule is broken by: the shop, its thanks, and a page that is not there", async ({
      complaints,
      guichet,
      page,
    }) => {
      complaints.forgive(/status of 404/);
      for (const path of ["/demo", "/demo/thanks", "/c/nobody-knows-this"]) {
        await page.goto(`${guichet.url}${path}?lang=${locale}`);
        await expectAccessibleAnyhow(page, locale, path);
      }
    });

    test("no rule is broken by: the choice of a link in the inbox", async ({ guichet, page }) => {
      const shown = new CheckoutPage(page);
      await shown.open(await guichet.api.createCheckout({ locale }));
      await shown.choose("e_transfer");
      await page.locator('label[for="delivery-email"]').click();
      await expectAccessibleAnyhow(page, locale, "choose by e-mail");
    });

    test("no rule is broken by: linking an account, confirming it, signing its agreement", async ({
      guichet,
      page,
    }) => {
      test.slow();
      const shown = new CheckoutPage(page);
      await shown.open(await guichet.api.createCheckout({ ...LINKED, locale }));
      await shown.startLinking();
      await shown.shows("link", "processing", locale);
      const screens: BankScreen[] = ["consent", "bank", "sign-in", "question", "account"];
      for (const screen of screens) {
        await shown.bank.walk(screen, "Greatday");
        await expectAccessibleAnyhow(page, locale, `linking: ${screen}`);
      }
      await shown.bank.pass("account");
      await shown.showsAccount(locale);
      await expectAccessibleAnyhow(page, locale, "account");
      await shown.confirmAccount();
      await shown.shows("agreement", "processing", locale);
      await shown.bank.shows("agreement");
      await expectAccessibleAnyhow(page, locale, "signing");
      await shown.bank.sign();
      await shown.showsDebit(locale);
    });

    test("no rule is broken by: the bank's offer, what is left unsigned, and what has ended", async ({
      guichet,
      page,
    }) => {
      test.slow();
      const shown = new CheckoutPage(page);
      const offered = { locale, customer: customer("Steve", "Diamond") };
      await shown.open(await guichet.api.createCheckout(offered));
      await shown.start("guaranteed_eft");
      await shown.bank.walk("offer", "Happy2");
      await expectAccessibleAnyhow(page, locale, "the bank's offer");
      await shown.bank.walk("agreement");
      await shown.bank.press("not-now");
      await shown.bank.shows("unsigned");
      await shown.shows("agreement", "processing", locale);
      await expectAccessibleAnyhow(page, locale, "the bank's unsigned");
    });

    test("no rule is broken by: the bank's pages of an e-Transfer", async ({ guichet, page }) => {
      test.slow();
      const shown = await reach(guichet, page, locale, { screen: "bank", method: "e_transfer" });
      const screens: BankScreen[] = ["confirm", "bank", "approve"];
      for (const screen of screens) {
        await shown.bank.walk(screen);
        await expectAccessibleAnyhow(page, locale, `the bank's ${screen}`);
      }
      await shown.bank.leave();
      await shown.bank.shows("close");
      await expectAccessibleAnyhow(page, locale, "the bank's close");
      const session = await shown.session();
      await page.goto(`${guichet.twinUrl}/app/?sessionId=${session}`);
      const bank = new Bank(page);
      await bank.press("yes");
      await bank.shows("ended");
      await expectAccessibleAnyhow(page, locale, "the bank's end");
    });

    test("no rule is broken by: the bank's own pages", async ({ guichet, page }) => {
      test.slow();
      const shown = await reach(guichet, page, locale, { screen: "bank", method: "guaranteed_eft" });
      const screens: BankScreen[] = [
        "consent",
        "bank",
        "sign-in",
        "question",
        "account",
        "amount",
        "review",
        "agreement",
      ];
      for (const screen of screens) {
        await shown.bank.walk(screen);
        if (screen === "agreement") await shown.shows("agreement", "processing", locale);
        await expectAccessibleAnyhow(page, locale, `the bank's ${screen}`);
      }
    });
  });
}

test("an account is linked and debited by keyboard alone", async ({ guichet, page }) => {
  const shown = new CheckoutPage(page);
  await shown.open(await guichet.api.createCheckout(LINKED));
  await shown.startLinking();
  await shown.hydrated();
  await shown.bank.walk("account", "greatday_nomfa");
  await shown.bank.pass("account");
  await shown.showsAccount("en-CA");
  await expect(shown.heading).toBeFocused();

  await tabTo(page, 'input[name="account"]');
  await page.keyboard.press("ArrowDown");
  await expect(page.locator('input[name="account"]:checked')).toHaveCount(1);
  await tabTo(page, 'form[data-form="account"] button[type="submit"]');
  await page.keyboard.press("Enter");
  await shown.shows("agreement", "processing", "en-CA");
  await shown.bank.shows("agreement");
  await tabTo(page, 'input[name="signed"]');
  await page.keyboard.press("Space");
  await tabTo(page, 'button[value="sign"]');
  await page.keyboard.press("Enter");
  await shown.showsDebit("en-CA");
});

test("where the bank's page opens is chosen by keyboard alone", async ({ guichet, page }) => {
  const shown = new CheckoutPage(page);
  await shown.open(await guichet.api.createCheckout());
  await tabTo(page, "#method-guaranteed_eft");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator("#method-e_transfer")).toBeChecked();
  await tabTo(page, "#delivery-page");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator("#delivery-email")).toBeChecked();
  const button = shown.startForm.locator('button[type="submit"]');
  await expect(button).toHaveAccessibleName("Email me the link");
  await tabTo(page, 'form[data-form="start"] button[type="submit"]');
  await page.keyboard.press("Enter");
  await shown.shows("sent", "processing", "en-CA");
});

test("focus and voice come along when the page turns to another screen", async ({
  guichet,
  page,
}) => {
  const shown = await reach(guichet, page, "en-CA", { screen: "bank", method: "guaranteed_eft" });
  await shown.hydrated();

  await guichet.twin.drive(await shown.session(), "EFT0301");

  await shown.shows("paid", "paid", "en-CA");
  await expect(shown.heading).toBeFocused();
  await expect(page.getByRole("status").filter({ hasText: TITLE["en-CA"].paid })).toBeAttached();
  await expect(page).toHaveTitle(/^Paid/);
});

for (const locale of LOCALES) {
  test(`${locale}: the bank's page stays under the finger when the words above it change`, async ({
    guichet,
    page,
  }) => {
    const shown = await reach(guichet, page, locale, { screen: "bank", method: "guaranteed_eft" });
    await shown.hydrated();
    await shown.bank.walk("account");
    const session = await shown.session();
    const button = shown.bank.main.locator("button.button").first();
    await button.scrollIntoViewIfNeeded();
    const before = await button.boundingBox();

    await guichet.twin.drive(session, "EFT0302");

    await shown.shows("agreement", "processing", locale);
    await expect(button).toBeVisible();
    const after = await button.boundingBox();
    expect(Math.abs((after?.y ?? NaN) - (before?.y ?? NaN))).toBeLessThan(1);
  });
}

test("each new stage of the way is said", async ({ guichet, page }) => {
  const shown = await reach(guichet, page, "en-CA", { screen: "bank", method: "guaranteed_eft" });
  await shown.hydrated();
  await shown.bank.walk("sign-in");
  await expect(page.getByRole("status").filter({ hasText: "Sign in" })).toBeAttached();
  await expect(page.locator('[aria-current="step"]')).toContainText("Sign in");
});

async function reach(
  guichet: Guichet,
  page: Page,
  locale: Locale,
  { method, to }: Way,
): Promise<CheckoutPage> {
  const shown = new CheckoutPage(page);
  await shown.open(await guichet.api.createCheckout({ locale }));
  await shown.start(method);
  if (to) await guichet.twin.drive(await shown.session(), to);
  return shown;
}

/** On a phone and on a desk, by day and by night: what is light in one language is dark in the other. */
async function expectAccessibleAnyhow(page: Page, locale: Locale, what: string): Promise<void> {
  const before = page.viewportSize();
  const [phone, desk] = locale === "fr-CA" ? (["light", "dark"] as const) : (["dark", "light"] as const);
  for (const [colorScheme, width, height] of [[phone, 320, 720], [desk, 1280, 900]] as const) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, `${what}, ${colorScheme}, ${width}`);
  }
  if (before) await page.setViewportSize(before);
}
