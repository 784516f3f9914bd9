// Two servers on one PostgreSQL: each request may go to either, and either may go.
import { type Page } from "@playwright/test";
import { CheckoutPage } from "../support/checkout";
import { expect, test as base, type Guichet } from "../support/guichet";
import { DATABASE, Several } from "../support/several";
import { SAYS } from "../support/words";

const LIFE_MS = 120_000;

const test = base.extend<{ several: Several }>({
  several: [
    async ({ page }, use) => {
      const several = await Several.start(DATABASE ?? "");
      try {
        await use(several);
      } finally {
        // A page that is still there would complain that nobody answers it any more.
        await page.close();
        await several.remove();
      }
    },
    { timeout: LIFE_MS },
  ],
});

test.skip(!DATABASE, "GUICHET_TEST_STORE names no PostgreSQL database");
test.describe.configure({ timeout: LIFE_MS });

test("whichever server is asked, the page follows the payment to its end", async ({
  page,
  several,
}) => {
  const { guichet } = several;
  const { shown, checkout } = await atTheBank(guichet, page);
  await shown.hydrated();
  await shown.mark();
  await shown.bank.walk("agreement");
  await shown.bank.sign();

  await shown.shows("paid", "paid", "en-CA");
  await shown.expectNotReloaded();
  const paid = await guichet.api.readCheckout(checkout.id);
  expect(paid.attempts).toHaveLength(1);
  expect(paid.payment).toMatchObject({ evidence: "status_read", amount: 25_000 });
});

test("a server that is killed in the middle of a payment is missed by nobody", async ({
  complaints,
  page,
  several,
}) => {
  complaints.forgive(/ERR_(INCOMPLETE_CHUNKED_ENCODING|EMPTY_RESPONSE|CONNECTION_RESET)|502/);
  const { guichet } = several;
  const { shown, checkout } = await atTheBank(guichet, page);
  await shown.hydrated();
  await shown.mark();
  await shown.bank.walk("account");
  const session = await shown.session();

  await several.kill(0);
  await shown.bank.walk("agreement");
  await shown.bank.sign();

  // What the dead server held is taken on when its lease is over.
  await shown.shows("paid", "paid", "en-CA", 45_000);
  await shown.expectNotReloaded();
  await expect(page.getByText(SAYS.offline["en-CA"])).toBeHidden();
  const paid = await guichet.api.readCheckout(checkout.id);
  expect(paid.attempts).toHaveLength(1);
  expect(paid.cases).toEqual([]);
  expect(await guichet.twin.status(session)).toBe("Completed");
});

test("servers are replaced one by one while the customer pays, and the page carries on", async ({
  complaints,
  page,
  several,
}) => {
  complaints.forgive(/ERR_(INCOMPLETE_CHUNKED_ENCODING|EMPTY_RESPONSE|CONNECTION_RESET)|502/);
  const { guichet } = several;
  const { shown, checkout } = await atTheBank(guichet, page);
  await shown.hydrated();
  await shown.mark();
  for (const [place, screen] of ["question", "agreement"].entries()) {
    await several.stop(place);
    await shown.bank.walk(screen as "question" | "agreement");
    await several.run(place);
  }
  await shown.bank.sign();

  await shown.shows("paid", "paid", "en-CA", 30_000);
  await shown.expectNotReloaded();
  const paid = await guichet.api.readCheckout(checkout.id);
  expect(paid.attempts).toHaveLength(1);
  expect(paid.cases).toEqual([]);
});

test("a second device is served by another server and shows the same payment", async ({
  browser,
  page,
  several,
}) => {
  const { guichet } = several;
  const { shown, checkout } = await atTheBank(guichet, page);
  await shown.hydrated();
  const device = await browser.newContext();
  const second = new CheckoutPage(await device.newPage());
  await second.open(checkout);
  await second.shows("bank", "processing", "en-CA");
  await second.hydrated();
  await second.mark();

  await shown.bank.walk("agreement");
  await shown.bank.sign();

  await shown.shows("paid", "paid", "en-CA");
  await second.shows("paid", "paid", "en-CA");
  await second.expectNotReloaded();
  await device.close();
});

async function atTheBank(guichet: Guichet, page: Page) {
  const checkout = await guichet.api.createCheckout();
  const shown = new CheckoutPage(page);
  await shown.open(checkout);
  await shown.start("guaranteed_eft");
  await shown.bank.shows("consent");
  return { shown, checkout };
}
