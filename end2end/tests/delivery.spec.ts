// An e-Transfer whose link goes to the customer's inbox.
import type { Page } from "@playwright/test";
import { ownReference } from "../support/api";
import { CheckoutPage } from "../support/checkout";
import { type Guichet, expect, test } from "../support/guichet";
import { LOCALES, SAYS, money } from "../support/words";
import { WIDTH } from "../support/width";

const MASKED = "j•••@example.com";

for (const locale of LOCALES) {
  test.describe(locale, { tag: WIDTH[locale] }, () => {
    test("the customer has the link sent to the inbox, and the page follows the payment", async ({
      guichet,
      page,
    }) => {
      const checkout = await guichet.api.createCheckout({ locale, reference: ownReference() });
      const shown = new CheckoutPage(page);
      await shown.open(checkout);
      await expect(page.locator("input[name=delivery]").first()).toBeHidden();
      await shown.choose("e_transfer");
      await page.locator('label[for="delivery-email"]').click();
      await shown.expectNoSidewaysScroll();
      await shown.submit();

      await shown.shows("sent", "processing", locale);
      await shown.hydrated();
      await shown.mark();
      await shown.expectNoSidewaysScroll();
      await expect(shown.main).toContainText(MASKED);
      await expect(shown.main).not.toContainText("john.doe@");
      await expect(shown.main).toContainText(money(25_000, locale));
      await expect(shown.frame).toHaveCount(0);

      const session = await guichet.twin.newest(checkout);
      await guichet.twin.drive(session, "Completed");
      await shown.shows("paid", "paid", locale);
      await shown.expectNotReloaded();
      const paid = await guichet.api.readCheckout(checkout.id);
      expect(paid.payment).toMatchObject({ method: "e_transfer", evidence: "status_read" });
    });

    test("an order that goes by e-mail is sent before anybody opens its page", async ({
      guichet,
      page,
    }) => {
      const order = { locale, delivery: "email", methods: ["e_transfer"] };
      const checkout = await guichet.api.createCheckout(order);
      const shown = new CheckoutPage(page);
      await expect
        .poll(async () => (await guichet.api.readCheckout(checkout.id)).attempts.length)
        .toBe(1);
      await shown.open(checkout);

      await shown.shows("sent", "processing", locale);
      await expect(shown.main).toContainText(MASKED);
    });
  });
}

test("who waits in vain pays on the page, and the link in the e-mail is void", async ({
  guichet,
  page,
}) => {
  const { checkout, shown, mailed } = await haveTheLinkSent(page, guichet);

  await page.locator('form[data-form="restart"] button').click();

  await shown.bank.shows("confirm");
  expect(await shown.session()).not.toBe(mailed);
  await expect.poll(() => guichet.twin.status(mailed)).toBe("Cancelled");
  await shown.bank.walk("approve");
  await shown.bank.press("approve");
  await shown.shows("paid", "paid", "en-CA");
  const { attempts } = await guichet.api.readCheckout(checkout.id);
  expect(attempts).toHaveLength(2);
});

test("a link that was sent can be called back", async ({ guichet, page }) => {
  const { shown, mailed } = await haveTheLinkSent(page, guichet);

  await page.locator('form[data-form="cancel"] button').click();

  await shown.shows("canceled_by_you", "open", "en-CA");
  await expect(shown.main).toContainText(SAYS.nothingTaken["en-CA"]);
  expect(await guichet.twin.status(mailed)).toBe("Cancelled");
});

test("a tab that was left open does not cancel what began since", async ({
  context,
  guichet,
  page,
}) => {
  const checkout = await guichet.api.createCheckout({ reference: ownReference() });
  const shown = new CheckoutPage(page);
  await shown.open(checkout);
  await shown.start("guaranteed_eft");
  const form = page.locator('form[data-form="cancel"]');
  const fields = await form.evaluate((form: HTMLFormElement) =>
    [...new FormData(form)].map(([name, value]) => [name, String(value)] as [string, string]),
  );
  const second = new CheckoutPage(await context.newPage());
  await second.open({ url: `${checkout.url}?choose=1` });
  await second.start("e_transfer");

  const answer = await page.request.post(`${guichet.url}/actions/cancel`, {
    form: Object.fromEntries(fields),
  });

  expect(answer.ok()).toBe(true);
  await second.bank.walk("approve");
  await second.bank.press("approve");
  await second.shows("paid", "paid", "en-CA");
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("the link is sent, and the page looks again until it is paid", async ({
    guichet,
    page,
  }) => {
    const { checkout, shown, mailed } = await haveTheLinkSent(page, guichet);
    await guichet.twin.drive(mailed, "Completed");

    // It looks again every half minute; the customer need not wait for it.
    await expect
      .poll(async () => (await guichet.api.readCheckout(checkout.id)).status)
      .toBe("paid");
    await page.reload();
    await shown.shows("paid", "paid", "en-CA");
  });
});

/** Orders, has the link sent to the inbox, and finds the session that it leads to. */
async function haveTheLinkSent(page: Page, guichet: Guichet) {
  const checkout = await guichet.api.createCheckout({ reference: ownReference() });
  const shown = new CheckoutPage(page);
  await shown.open(checkout);
  await shown.choose("e_transfer");
  await page.locator('label[for="delivery-email"]').click();
  await shown.submit();
  await shown.shows("sent", "processing", "en-CA");
  const mailed = await guichet.twin.newest(checkout);
  return { checkout, shown, mailed };
}
