// A debit from an account that the customer links: the frame, which account it is, the
// agreement.
import type { Page } from "@playwright/test";
import { LINKED, type Order } from "../support/api";
import { Bank } from "../support/bank";
import { CheckoutPage } from "../support/checkout";
import { expect, test, type Guichet } from "../support/guichet";
import { blockWebAssembly } from "../support/webassembly";
import { LOCALES, SAYS, money, type Locale } from "../support/words";
import { WIDTH } from "../support/width";

// The accounts behind a login are there after ten seconds at the soonest.
test.describe.configure({ timeout: 120_000 });

for (const locale of LOCALES) {
  test.describe(locale, { tag: WIDTH[locale] }, () => {
    test("an account is linked, seen, debited and the agreement signed", async ({
      guichet,
      page,
    }) => {
      const { shown, checkout } = await linking(guichet, page, locale);
      await expect(shown.bank.html).toHaveAttribute("lang", locale);
      await shown.expectNoSidewaysScroll();
      await shown.bank.walk("account", "greatday_nomfa");
      await shown.bank.pass("account");

      await shown.showsAccount(locale);
      await shown.expectNotReloaded();
      await shown.expectNoSidewaysScroll();
      await expect(page.locator('form[data-form="account"]')).toContainText(/•••• \d{4}/);
      await expect(page.locator('form[data-form="account"]')).toContainText("John Doe");
      await expect(page.locator('form[data-form="account"] button')).toContainText(
        money(25_000, locale),
      );
      expect((await guichet.api.readCheckout(checkout.id)).payment).toBeNull();

      await shown.confirmAccount();
      await shown.shows("agreement", "processing", locale);
      await expect(shown.main).toContainText(SAYS.notPaidYet[locale]);
      await shown.expectNoSidewaysScroll();
      await shown.bank.sign();

      await shown.showsDebit(locale);
      await expect(shown.main).toContainText(money(25_000, locale));
      const paid = await guichet.api.readCheckout(checkout.id);
      expect(paid.payment).toMatchObject({
        method: "eft",
        amount: 25_000,
        guaranteed: false,
        evidence: "status_read",
      });
      expect(paid.attempts).toHaveLength(1);
    });

    test("an account of somebody else is not debited", async ({ guichet, page }) => {
      const { shown, checkout } = await linking(guichet, page, locale);
      await shown.bank.walk("account", "marie.tremblay");
      await shown.bank.pass("account");

      await shown.shows("name_mismatch", "open", locale);
      await shown.expectNotReloaded();
      await expect(shown.main).toContainText(SAYS.nothingTaken[locale]);
      const open = await guichet.api.readCheckout(checkout.id);
      expect(open.last_failure).toMatchObject({ code: "name_mismatch" });
      expect(open.payment).toBeNull();
    });
  });
}

test("a sign-in that the bank refuses keeps the customer in the frame, who can try again", async ({
  guichet,
  page,
}) => {
  const { shown } = await linking(guichet, page, "en-CA");
  await shown.bank.walk("sign-in");
  for (const left of ["2", "One"]) {
    await shown.bank.signIn("greatday_nomfa", "wrong");
    await expect(shown.bank.main.locator("#fault")).toContainText(left);
  }
  await shown.bank.signIn("greatday_nomfa", "wrong");
  await shown.bank.shows("trouble");
  await expect(shown.main).toHaveAttribute("data-screen", "link");

  await shown.bank.press("again");
  await shown.bank.signIn("greatday_nomfa", "Everyday");
  await shown.bank.pass("account");
  await shown.showsAccount("en-CA");
});

test("of several accounts the one that was picked at the bank is chosen, and can be changed", async ({
  guichet,
  page,
}) => {
  const { shown, checkout } = await linking(guichet, page, "en-CA");
  await shown.bank.walk("account", "Greatday");
  await shown.bank.pass("account");
  await shown.showsAccount("en-CA");

  const accounts = page.locator('input[name="account"]');
  expect(await accounts.count()).toBeGreaterThan(1);
  await expect(page.locator('input[name="account"]:checked')).toHaveCount(1);
  await page.locator(".method.account", { hasText: "Savings" }).locator("label").click();
  await shown.confirmAccount();

  await shown.shows("agreement", "processing", "en-CA");
  await shown.bank.sign();
  await shown.showsDebit("en-CA");
  expect((await guichet.api.readCheckout(checkout.id)).attempts).toHaveLength(1);
});

test("who does not consent in the frame is not asked for money", async ({ guichet, page }) => {
  const { shown, checkout } = await linking(guichet, page, "en-CA");
  await shown.bank.press("no");
  await shown.bank.shows("closed");

  await page.locator('form[data-form="cancel"] button').click();

  await shown.shows("canceled_by_you", "open", "en-CA");
  await expect(shown.main).toContainText(SAYS.nothingTaken["en-CA"]);
  expect((await guichet.api.readCheckout(checkout.id)).payment).toBeNull();
});

test("a reload in the frame begins the sign-in again, and one at the account stays there", async ({
  guichet,
  page,
}) => {
  const { shown, checkout } = await linking(guichet, page, "en-CA");
  await shown.bank.walk("sign-in");

  await page.reload();
  await shown.shows("link", "processing", "en-CA");
  await shown.bank.walk("account", "greatday_nomfa");
  await shown.bank.pass("account");
  await shown.showsAccount("en-CA");

  await page.reload();
  await shown.showsAccount("en-CA");
  await shown.confirmAccount();
  await shown.shows("agreement", "processing", "en-CA");

  await page.reload();
  await shown.shows("agreement", "processing", "en-CA");
  await shown.bank.sign();
  await shown.showsDebit("en-CA");
  expect((await guichet.api.readCheckout(checkout.id)).attempts).toHaveLength(1);
});

test("the linked login stands in no address of ours, and the frame's key in no page", async ({
  guichet,
  page,
}) => {
  const addresses: string[] = [];
  page.on("framenavigated", (frame) => addresses.push(frame.url()));
  const { shown } = await linking(guichet, page, "en-CA");
  expect(await page.content()).not.toContain("authorizeToken");
  await shown.bank.walk("account", "greatday_nomfa");
  await shown.bank.pass("account");
  await shown.showsAccount("en-CA");

  expect(await page.content()).not.toContain("loginId");
  const ours = addresses.filter((address) => address.startsWith(guichet.url));
  expect(ours.join(" ")).not.toContain("loginId");
});

test("without WebAssembly an account is linked all the same", async ({
  complaints,
  guichet,
  page,
}) => {
  await blockWebAssembly(page, complaints);
  const shown = await begin(guichet, page, "en-CA");
  await expect(page.locator("html")).toHaveAttribute("data-started", "watch");
  await shown.bank.walk("account", "greatday_nomfa");
  await shown.bank.pass("account");
  await shown.showsAccount("en-CA");
  await shown.confirmAccount();
  await shown.shows("agreement", "processing", "en-CA");
  await shown.bank.sign();
  await shown.showsDebit("en-CA");
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  for (const locale of LOCALES) {
    const tag = WIDTH[locale];
    test(`${locale}: the bank's page opens in full, and leads back by itself`, { tag }, async ({
      guichet,
      page,
    }) => {
      // Without scripts a page that waits looks again every 15 seconds.
      test.slow();
      const checkout = await guichet.api.createCheckout({ ...LINKED, locale });
      const shown = new CheckoutPage(page);
      await shown.open(checkout);
      await shown.start("eft");
      await shown.shows("link", "processing", locale);
      await shown.expectNoSidewaysScroll();

      await page.locator('a.button[href*="/link"]').click();
      const bank = new Bank(page);
      await bank.walk("account", "greatday_nomfa");
      await bank.pass("account");

      // The page without scripts looks again until the account is read.
      await shown.showsAccount(locale);
      expect(page.url()).not.toContain("loginId");
      await shown.confirmAccount();
      await shown.shows("agreement", "processing", locale);
      await shown.bank.sign();
      await page.locator('a[href*="view=status"].button').click();
      await shown.showsDebit(locale);
      const paid = await guichet.api.readCheckout(checkout.id);
      expect(paid.payment).toMatchObject({ method: "eft", evidence: "status_read" });
    });
  }
});

/** A checkout whose page shows the frame in which an account is linked. */
async function begin(
  guichet: Guichet,
  page: Page,
  locale: Locale,
  order: Order = {},
): Promise<CheckoutPage> {
  const shown = new CheckoutPage(page);
  await shown.open(await guichet.api.createCheckout({ ...LINKED, ...order, locale }));
  await shown.startLinking();
  return shown;
}

/** The same, live and marked. */
async function linking(guichet: Guichet, page: Page, locale: Locale, order: Order = {}) {
  const checkout = await guichet.api.createCheckout({ ...LINKED, ...order, locale });
  const shown = new CheckoutPage(page);
  await shown.open(checkout);
  await shown.startLinking();
  await shown.shows("link", "processing", locale);
  await shown.hydrated();
  await shown.mark();
  return { shown, checkout };
}
