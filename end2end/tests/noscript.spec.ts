// Everything a customer needs works in a browser that runs no script.
import type { Page } from "@playwright/test";
import { customer } from "../support/api";
import { CheckoutPage } from "../support/checkout";
import { expect, test } from "../support/guichet";
import { LOCALES, SAYS } from "../support/words";

test.use({ javaScriptEnabled: false });

for (const locale of LOCALES) {
  test(`${locale}: a guaranteed debit is paid`, async ({ guichet, page }) => {
    const checkout = await guichet.api.createCheckout({ locale });
    const shown = new CheckoutPage(page);
    await shown.open(checkout);
    await shown.shows("choose", "open", locale);
    await shown.start("guaranteed_eft");
    await shown.shows("bank", "processing", locale);
    await shown.expectNoSidewaysScroll();
    await shown.bank.walk("agreement");
    await shown.bank.sign();
    await shown.bank.shows("done");

    await finished(page).click();

    await shown.shows("paid", "paid", locale);
    const paid = await guichet.api.readCheckout(checkout.id);
    expect(paid.payment).toMatchObject({ evidence: "status_read", amount: 25_000 });
  });

  test(`${locale}: what fails is told, and another way leads to paid`, async ({
    guichet,
    page,
  }) => {
    const checkout = await guichet.api.createCheckout({
      locale,
      customer: customer("Joe", "Fails"),
    });
    const shown = new CheckoutPage(page);
    await shown.open(checkout);
    await shown.start("guaranteed_eft");
    await shown.bank.walk("amount", "Unhappy1");
    await shown.bank.press();
    await shown.bank.shows("ended");
    await finished(page).click();
    await shown.shows("not_guaranteed", "open", locale);
    await expect(shown.main).toContainText(SAYS.nothingTaken[locale]);

    await shown.start("e_transfer");
    await shown.bank.walk("approve");
    await shown.bank.press("approve");
    await shown.bank.shows("done");
    await finished(page).click();

    await shown.shows("paid", "paid", locale);
    const { attempts } = await guichet.api.readCheckout(checkout.id);
    expect(attempts.map(({ method, status }) => [method, status])).toEqual([
      ["guaranteed_eft", "failed"],
      ["e_transfer", "paid"],
    ]);
  });
}

test("the page that waits looks again by itself", async ({ guichet, page }) => {
  const checkout = await guichet.api.createCheckout();
  const shown = new CheckoutPage(page);
  await shown.open(checkout);
  await shown.start("guaranteed_eft");
  const session = await shown.session();
  await finished(page).click();
  await expect(shown.frame).toHaveCount(0);
  await expect(shown.main).toHaveAttribute("data-status", "processing");

  await guichet.twin.drive(session, "EFT0301");

  await shown.shows("paid", "paid", "en-CA");
});

test("2.2.1 Timing Adjustable, 2.2.2 Pause, Stop, Hide: a page that looks again by itself can be stopped", async ({
  guichet,
  page,
}) => {
  const checkout = await guichet.api.createCheckout();
  const shown = new CheckoutPage(page);
  await shown.open(checkout);
  await shown.start("guaranteed_eft");
  const session = await shown.session();
  await finished(page).click();
  const looksAgain = page.locator('meta[http-equiv="refresh"]');
  await expect(looksAgain).toHaveAttribute("content", "15");
  // Whoever listens comes to it first after what the page says.
  const stop = page.getByRole("link", { name: "Stop looking by itself" });
  await expect(shown.heading.locator("xpath=following::a[1]")).toHaveText("Stop looking by itself");
  const { height } = (await stop.boundingBox()) ?? { height: 0 };
  expect(height).toBeGreaterThanOrEqual(44);

  await stop.click();

  // What stands in `<noscript>` is no text of what is around it, for the test.
  const told = shown.main.locator("noscript p").filter({ has: page.getByRole("link") }).last();
  await expect(told).toContainText("This page does not look again by itself.");
  await expect(shown.main).not.toContainText("updates by itself");
  await expect(looksAgain).toHaveCount(0);
  await page.locator("a[data-lang-switch]").click();
  await expect(told).toContainText("Cette page ne se met pas à jour d’elle-même.");
  await expect(looksAgain).toHaveCount(0);
  await page.getByRole("link", { name: "Vérifier maintenant" }).click();
  await expect(looksAgain).toHaveCount(0);
  const waitsSince = new URL(page.url()).searchParams.get("since");
  await page.locator("#more-time button").click();
  await expect(page.getByRole("status").filter({ hasText: SAYS.moreTime["fr-CA"] })).toBeVisible();
  await expect(looksAgain).toHaveCount(0);
  expect(new URL(page.url()).searchParams.get("since")).toBe(waitsSince);
  await page.getByRole("link", { name: "Reprendre la mise à jour automatique" }).click();
  await expect(looksAgain).toHaveCount(1);

  await page.getByRole("link", { name: "Arrêter la mise à jour automatique" }).click();
  await guichet.twin.drive(session, "EFT0301");
  await expect.poll(async () => (await guichet.api.readCheckout(checkout.id)).status).toBe("paid");
  await page.getByRole("link", { name: "Vérifier maintenant" }).click();
  await shown.shows("paid", "paid", "fr-CA");
});

test("a form with faults comes back with every fault and with what was typed", async ({
  complaints,
  guichet,
  page,
}) => {
  complaints.forgive(/status of 422/);
  const checkout = await guichet.api.createCheckout({ amount: undefined, customer: undefined });
  const shown = new CheckoutPage(page);
  await shown.open(checkout);
  await page.locator("#amount").fill("twelve");
  await page.locator("#first_name").fill("Zoé");
  await page.locator("#email").fill("zoe at example");
  await shown.choose("e_transfer");
  await shown.submit();

  await expect(page.getByRole("alert").locator("a")).toHaveCount(3);
  for (const id of ["amount", "last_name", "email"]) {
    await expect(page.locator(`#${id}`)).toHaveAttribute("aria-invalid", "true");
  }
  await expect(page.locator("#amount")).toHaveValue("twelve");
  await expect(page.locator("#first_name")).toHaveValue("Zoé");
  await expect(page.locator("#email")).toHaveValue("zoe at example");
  await expect(page.locator("#method-e_transfer")).toBeChecked();
  await shown.expectNoSidewaysScroll();

  await page.locator("#amount").fill("12.50");
  await page.locator("#last_name").fill("Lefèvre");
  await page.locator("#email").fill("zoe@example.ca");
  await shown.submit();
  await shown.bank.walk("approve");
  await shown.bank.press("approve");
  await shown.bank.shows("done");
  await finished(page).click();
  await shown.shows("paid", "paid", "en-CA");
  const paid = await guichet.api.readCheckout(checkout.id);
  expect(paid.payment).toMatchObject({ amount: 1_250, method: "e_transfer" });
});

test("the language can be changed on every page", async ({ guichet, page }) => {
  const checkout = await guichet.api.createCheckout();
  const shown = new CheckoutPage(page);
  const switchLanguage = () => page.locator("a[data-lang-switch]").click();
  await shown.open(checkout);
  await switchLanguage();
  await shown.shows("choose", "open", "fr-CA");
  await shown.start("guaranteed_eft");
  await shown.shows("bank", "processing", "fr-CA");
  await switchLanguage();
  await shown.shows("bank", "processing", "en-CA");
  await finished(page).click();
  await switchLanguage();
  await expect(page.locator("html")).toHaveAttribute("lang", "fr-CA");
  await expect(shown.frame).toHaveCount(0);
});

/** "I have finished at my bank". */
function finished(page: Page) {
  return page.locator('a[href*="view=status"].button');
}
