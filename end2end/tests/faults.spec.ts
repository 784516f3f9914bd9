// What can go wrong in the frame itself, whichever way is paid: a frame that stays empty, one
// that never says a word, one that speaks too early, one that says what nobody knows.
import type { Page } from "@playwright/test";
import { LINKED, ownReference, type Checkout, type Method } from "../support/api";
import { Bank } from "../support/bank";
import { CheckoutPage } from "../support/checkout";
import { expect, test, type Guichet } from "../support/guichet";
import { SAYS } from "../support/words";

const METHODS: Method[] = ["guaranteed_eft", "e_transfer", "eft"];

/** The step that the twin makes up. */
const UNKNOWN = "COMPONENT_FROM_NEXT_YEAR";

// The accounts behind a login are there after ten seconds at the soonest.
test.describe.configure({ timeout: 120_000 });

for (const method of METHODS) {
  test.describe(method, () => {
    test("a frame that is refused is told of, and the page in full leads to paid", async ({
      complaints,
      own,
      page,
    }) => {
      complaints.forgive(/X-Frame-Options|frame-ancestors/);
      await own.twin.fault({ frame: "refused" });
      const { shown, checkout } = await begin(own, page, method);
      await expect(page.getByText(SAYS.silent["en-CA"])).toBeVisible({ timeout: 20_000 });
      await shown.expectNoSidewaysScroll();

      await payInFull(shown, method);

      await expectPaid(own, shown, checkout);
    });

    test("a frame that says nothing does not keep the page from the truth", async ({
      own,
      page,
    }) => {
      await own.twin.fault({ frame: "silent" });
      const { shown, checkout } = await begin(own, page, method);
      if (method === "eft") {
        // What was linked can only be told by the frame, or by the way back from the page in full.
        await expect(page.getByText(SAYS.silent["en-CA"])).toBeVisible({ timeout: 20_000 });
        await payInFull(shown, method);
      } else {
        await payInFrame(shown, method);
      }

      await expectPaid(own, shown, checkout);
    });

    test("what a frame says before the page is there is heard", async ({ own, page }) => {
      await own.twin.fault({ frame: "early" });
      const { shown, checkout } = await begin(own, page, method);
      await shown.hydrated();
      await expect(page.locator('[data-stage="opened"]')).toHaveAttribute("data-state", "done");
      await expect(page.getByText(SAYS.silent["en-CA"])).toBeHidden();

      await payInFrame(shown, method);

      await expectPaid(own, shown, checkout);
    });

    test("a bank's window that is blocked does not stop the customer", async ({
      complaints,
      own,
      page,
    }) => {
      complaints.forgive(/Blocked opening|sandboxed frame/);
      await own.twin.fault({ frame: "popup_blocked" });
      const { shown, checkout } = await begin(own, page, method);

      await payInFrame(shown, method);

      await expectPaid(own, shown, checkout);
    });

    test("a step that nobody knows is kept, and the payment goes on", async ({ own, page }) => {
      await own.twin.fault({ unknown_step: true });
      const { shown, checkout } = await begin(own, page, method);
      await expect(shown.main).toHaveAttribute("data-step", UNKNOWN);
      await expect
        .poll(async () => (await own.api.readCheckout(checkout.id)).attempts[0]?.last_step)
        .toBe(UNKNOWN);
      await expect(shown.main).toHaveAttribute("data-status", "processing");

      await payInFrame(shown, method);

      await expectPaid(own, shown, checkout);
    });
  });
}

test("a name that turns out to be another at the bank costs nothing, whichever way", async ({
  own,
  page,
}) => {
  await own.twin.fault({ name_mismatch: true });
  const { shown } = await begin(own, page, "eft");
  await shown.bank.walk("account", "greatday_nomfa");
  await shown.bank.pass("account");

  await shown.shows("name_mismatch", "open", "en-CA");
  await expect(shown.main).toContainText(SAYS.nothingTaken["en-CA"]);
});

test("a frame that the provider does not open says so in its place", async ({ own, page, complaints }) => {
  complaints.forgive(/status of 503/);
  await own.twin.fault({ status: 503, endpoint: "connect_token" });
  const { shown } = await begin(own, page, "eft");
  const frame = page.frameLocator('iframe[data-frame="bank"]');
  await expect(frame.getByRole("heading")).toContainText("could not be opened");

  await own.twin.clearFaults();
  await page.reload();
  await shown.bank.shows("consent");
});

/** A checkout whose page has just opened the frame. */
async function begin(guichet: Guichet, page: Page, method: Method) {
  const more = method === "eft" ? LINKED : {};
  const checkout = await guichet.api.createCheckout({ ...more, reference: ownReference() });
  const shown = new CheckoutPage(page);
  await shown.open(checkout);
  await shown.start(method);
  return { shown, checkout };
}

/** Pays in the frame, or in the two of them. */
async function payInFrame(shown: CheckoutPage, method: Method): Promise<void> {
  await walk(shown.bank, method);
  if (method === "eft") await confirmAndSign(shown);
}

/** Pays on the bank's page outside the frame, and comes back. */
async function payInFull(shown: CheckoutPage, method: Method): Promise<void> {
  const bank = new Bank(shown.page);
  await shown.page.locator("a[data-full]").click();
  await walk(bank, method);
  if (method === "eft") {
    await shown.showsAccount("en-CA");
    await shown.confirmAccount();
    await shown.shows("agreement", "processing", "en-CA");
    await shown.page.locator("a[data-full]").click();
    await bank.sign();
  }
  await bank.shows("done");
}

async function walk(bank: Bank, method: Method): Promise<void> {
  switch (method) {
    case "guaranteed_eft":
      await bank.walk("agreement");
      return bank.sign();
    case "e_transfer":
      await bank.walk("approve");
      return bank.press("approve");
    case "eft":
      await bank.walk("account", "greatday_nomfa");
      return bank.pass("account");
  }
}

async function confirmAndSign(shown: CheckoutPage): Promise<void> {
  await shown.showsAccount("en-CA");
  await shown.confirmAccount();
  await shown.shows("agreement", "processing", "en-CA");
  await shown.bank.sign();
}

/** Paid, as the customer and the merchant see it, whatever page the customer is on. */
async function expectPaid(
  guichet: Guichet,
  shown: CheckoutPage,
  checkout: Checkout,
): Promise<void> {
  await expect
    .poll(async () => (await guichet.api.readCheckout(checkout.id)).status, { timeout: 45_000 })
    .toBe("paid");
  if (!shown.page.url().startsWith(checkout.url)) await shown.open(checkout);
  const paid = await guichet.api.readCheckout(checkout.id);
  if (paid.payment?.method === "eft") await shown.showsDebit("en-CA");
  else await shown.shows("paid", "paid", "en-CA");
  expect(paid.payment).toMatchObject({ evidence: "status_read", amount: 25_000 });
  expect(paid.attempts).toHaveLength(1);
}
