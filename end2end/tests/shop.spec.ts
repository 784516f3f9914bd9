// The demonstration's shop is a good merchant: it ships what a signed notification told it is
// paid, and nothing else.
import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../support/axe";
import { CheckoutPage } from "../support/checkout";
import { expect, test, type Guichet } from "../support/guichet";

const WORDS = {
  "en-CA": { awaited: "Waiting for the payment", ready: "Ready to ship", title: "Latest orders" },
  "fr-CA": { awaited: "En attente du paiement", ready: "Prête à expédier", title: "Dernières commandes" },
} as const;

const LOCALES = ["en-CA", "fr-CA"] as const;

/** The shop's orders, newest first. */
function orders(page: Page): Locator {
  return page.locator(".shop-order");
}

/** Orders at the shop and goes on to the bank. */
async function order(guichet: Guichet, page: Page): Promise<CheckoutPage> {
  await page.goto(`${guichet.url}/demo?lang=en-CA`);
  await expect(orders(page)).toHaveCount(0);
  await page.locator("form.cart button").click();
  const shown = new CheckoutPage(page);
  await shown.startForm.locator('input[name="email"]').fill("john.doe@example.com");
  await shown.start("guaranteed_eft");
  return shown;
}

/** Does at the bank what is left to do. */
async function pay(shown: CheckoutPage): Promise<void> {
  await shown.bank.walk("agreement");
  await shown.bank.sign();
  await shown.shows("paid", "paid", "en-CA");
}

test("an order is ready to ship once the shop was notified, and says so without scripts", async ({
  own,
  page,
  browser,
}) => {
  const shown = await order(own, page);
  const still = await browser.newContext({ javaScriptEnabled: false });
  const shop = await still.newPage();
  for (const locale of LOCALES) {
    await shop.goto(`${own.url}/demo?lang=${locale}`);
    await expect(orders(shop)).toHaveAttribute("data-order", "awaited");
    await expect(orders(shop)).toContainText(WORDS[locale].awaited);
  }

  await pay(shown);
  await expect(async () => {
    await shop.reload();
    await expect(orders(shop)).toHaveAttribute("data-order", "ready", { timeout: 100 });
  }).toPass();
  for (const locale of LOCALES) {
    await shop.goto(`${own.url}/demo?lang=${locale}`);
    await expect(orders(shop)).toContainText(WORDS[locale].ready);
    await expect(shop.getByRole("region", { name: WORDS[locale].title })).toBeVisible();
  }
  await still.close();

  // With scripts, which the check itself needs.
  await page.goto(`${own.url}/demo`);
  await shown.expectNoSidewaysScroll();
  await expectAccessible(page, "the shop with an order");
});

test("the order is claimed once, by its own number", async ({ own, page }) => {
  const shown = await order(own, page);
  await pay(shown);
  const [checkout] = await own.api.listCheckouts();
  if (!checkout) throw new Error("the shop has no checkout");
  const claims = async () => {
    const facts = (await own.api.timeline(checkout.id)) as { type: string; order_id?: string }[];
    return facts.filter(({ type }) => type === "checkout_claimed");
  };
  await expect.poll(async () => (await claims()).length).toBe(1);
  await page.goto(`${own.url}/demo`);
  const [claim] = await claims();
  await expect(orders(page)).toContainText(claim?.order_id ?? "no order");

  // Somebody else's order does not get the payment any more.
  const other = await own.api.call("POST", `/v1/checkouts/${checkout.id}/claim`, { order_id: "X" });
  expect(other.status).toBe(409);

  // Told a second time, the shop ships no second parcel.
  const [endpoint] = await own.api.list<{ id: string }>("/v1/webhook_endpoints");
  const range = { from: "2020-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" };
  const replay = await own.api.call("POST", `/v1/webhook_endpoints/${endpoint?.id}/replay`, range);
  expect(replay.status).toBe(202);
  const deliveries = `/v1/webhook_endpoints/${endpoint?.id}/deliveries?status=delivered`;
  await expect.poll(async () => (await own.api.list(deliveries)).length).toBe(2);
  expect(await claims()).toHaveLength(1);
});

test("a rumour ships nothing", async ({ own, page }) => {
  await order(own, page);
  const [checkout] = await own.api.listCheckouts();
  const rumour = JSON.stringify({
    type: "checkout.paid",
    timestamp: new Date().toISOString(),
    data: { ...checkout, status: "paid" },
  });
  const forged = await fetch(`${own.url}/demo/notifications`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "webhook-id": "evt_00000000000000000000000000",
      "webhook-timestamp": String(Math.floor(Date.now() / 1000)),
      "webhook-signature": "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    },
    body: rumour,
  });
  expect(forged.status).toBe(401);
  await page.goto(`${own.url}/demo`);
  await expect(orders(page)).toHaveAttribute("data-order", "awaited");
});
