// One order, several tries at once: two tabs, two devices, a first try that is paid after a
// second one began. Whoever sits before any of them is told, and money is never silent.
import { type Page } from "@playwright/test";
import type { Checkout } from "../support/api";
import { ownReference } from "../support/api";
import { CheckoutPage } from "../support/checkout";
import { expect, test, type Guichet } from "../support/guichet";
import { LOCALES, SAYS, TITLE, money } from "../support/words";
import { WIDTH } from "../support/width";

for (const locale of LOCALES) {
  test.describe(locale, { tag: WIDTH[locale] }, () => {
    test("a second device is told of the payment that is open, and the first of the one that took its place", async ({
      browser,
      guichet,
      page,
    }) => {
      const { checkout, shown } = await atTheBank(guichet, page, locale);
      await shown.hydrated();
      await shown.mark();
      const first = await shown.session();

      const device = await browser.newContext();
      const second = new CheckoutPage(await device.newPage());
      await second.open({ url: `${checkout.url}?choose=1` }, locale);
      await expect(second.main).toContainText(SAYS.openAttempt[locale]);
      await second.start("e_transfer");
      const latest = await second.session();

      await expect.poll(() => shown.session()).toBe(latest);
      await expect(shown.main.locator('[data-note="superseded"]')).toContainText(
        SAYS.stopped[locale],
      );
      await shown.expectNotReloaded();
      await shown.expectNoSidewaysScroll();
      expect(await guichet.twin.status(first)).toBe("Canceled");
      await device.close();
    });

    test("a first try that is paid after a second one began counts, and both pages say so", async ({
      context,
      own,
      page,
    }) => {
      const { checkout, shown } = await atTheBank(own, page, locale);
      const first = await shown.session();
      // The bank's word is slow: the first cannot be called off in time.
      await own.twin.fault({ endpoint: "cancel", status: 503 });
      const second = await another(context.newPage(), checkout, locale);
      await expect(second.main.locator('[data-note="superseded"]')).toContainText(
        SAYS.stopping[locale],
      );

      await own.twin.drive(first, "EFT0301");

      await second.shows("paid", "paid", locale, 30_000);
      await shown.shows("paid", "paid", locale);
      const paid = await own.api.readCheckout(checkout.id);
      expect(paid.payment?.attempt).toBe(paid.attempts[0]?.id);
      expect(paid.attempts.map(({ status }) => status)).toEqual(["paid", "superseded"]);
      expect(paid.cases).toEqual([]);
    });

    test("money that comes twice is told to the customer and to the merchant", async ({
      context,
      own,
      page,
    }) => {
      const { checkout, shown } = await atTheBank(own, page, locale);
      const first = await shown.session();
      await own.twin.fault({ endpoint: "cancel", status: 503 });
      const second = await another(context.newPage(), checkout, locale);
      const latest = await second.session();
      await own.twin.drive(first, "EFT0301");
      await second.shows("paid", "paid", locale, 30_000);

      await own.twin.drive(latest, "EFT0301");

      await expect
        .poll(async () => (await own.api.readCheckout(checkout.id)).cases, { timeout: 45_000 })
        .toMatchObject([{ kind: "duplicate_payment", amount: 25_000 }]);
      await page.reload();
      await shown.shows("paid", "paid", locale);
      await expect(shown.main).toContainText(SAYS.secondPayment[locale](money(25_000, locale)));
      await shown.expectNoSidewaysScroll();
      const paid = await own.api.readCheckout(checkout.id);
      expect(paid.payment?.attempt).toBe(paid.attempts[0]?.id);
    });

    test("the back button after the payment was stopped shows where things stand", async ({
      guichet,
      page,
    }) => {
      const { shown, checkout } = await atTheBank(guichet, page, locale);
      await page.locator('form[data-form="cancel"] button').click();
      await shown.shows("canceled_by_you", "open", locale);

      await page.goBack();

      await expect(shown.heading).toHaveText(TITLE[locale].canceled_by_you);
      expect((await guichet.api.readCheckout(checkout.id)).attempts).toHaveLength(1);
    });
  });
}

async function atTheBank(guichet: Guichet, page: Page, locale: "en-CA" | "fr-CA") {
  const checkout = await guichet.api.createCheckout({ reference: ownReference() });
  const shown = new CheckoutPage(page);
  await shown.open(checkout, locale);
  await shown.start("guaranteed_eft");
  await shown.bank.shows("consent");
  return { checkout, shown };
}

/** The same order in another tab, with another payment begun there. */
async function another(page: Promise<Page>, checkout: Checkout, locale: "en-CA" | "fr-CA") {
  const second = new CheckoutPage(await page);
  await second.open({ url: `${checkout.url}?choose=1` }, locale);
  await second.start("guaranteed_eft");
  return second;
}
