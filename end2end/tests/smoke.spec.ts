import { CheckoutPage } from "../support/checkout";
import { expect, test } from "../support/guichet";

test("a checkout made by the API opens in a browser without a complaint", async ({
  guichet,
  page,
}) => {
  const checkout = await guichet.api.createCheckout();

  const answer = await page.goto(checkout.url);

  expect(answer?.status()).toBe(200);
  const shown = new CheckoutPage(page);
  await expect(shown.main).toHaveAttribute("data-status", "open");
  await expect(shown.startForm).toBeVisible();
  await shown.hydrated();
});
