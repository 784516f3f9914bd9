// The demonstration's outbox: what customers are written lies there to be looked at.
import type { Locator, Page } from "@playwright/test";
import { expectAccessible, runAxe } from "../support/axe";
import { CheckoutPage } from "../support/checkout";
import { expect, test, type Guichet } from "../support/guichet";

const WORDS = {
  "en-CA": { title: "Outbox", subject: /^Receipt: your payment of \$/, empty: "Nothing yet." },
  "fr-CA": { title: "Boîte d’envoi", subject: /^Reçu\s: votre paiement de /, empty: "Rien pour l’instant." },
} as const;

const LOCALES = ["en-CA", "fr-CA"] as const;

/** What a browser says of the check's own scripts in a letter. */
const NOTHING_RUNS = /Blocked script execution/;

const letters = (page: Page) => page.locator(".outbox .shop-order");

/** The whole address that an element names. */
async function at(own: Guichet, element: Locator, attribute: string): Promise<string> {
  return `${own.url}${(await element.getAttribute(attribute)) ?? ""}`;
}

/** Orders at the shop, pays, and comes back to the outbox. */
async function pay(own: Guichet, page: Page, locale: (typeof LOCALES)[number]): Promise<void> {
  await page.goto(`${own.url}/demo?lang=${locale}`);
  await page.locator("form.cart button").click();
  const shown = new CheckoutPage(page);
  await shown.startForm.locator('input[name="email"]').fill("john.doe@example.com");
  await shown.start("guaranteed_eft");
  await shown.bank.walk("agreement");
  await shown.bank.sign();
  await expect.poll(async () => (await own.api.listCheckouts())[0]?.status).toBe("paid");
}

for (const locale of LOCALES) {
  test(`a letter turns up by itself, in ${locale}, and can be read`, async ({
    complaints,
    own,
    page,
    context,
  }) => {
    complaints.forgive(NOTHING_RUNS);
    const outbox = await context.newPage();
    await outbox.goto(`${own.url}/demo/outbox?lang=${locale}`);
    await expect(outbox.getByRole("heading", { level: 1 })).toHaveText(WORDS[locale].title);
    await expect(outbox.locator('[data-outbox="empty"]')).toContainText(WORDS[locale].empty);
    await expectAccessible(outbox, "the empty outbox");

    await pay(own, page, locale);
    await outbox.bringToFront();
    await expect(letters(outbox)).toHaveCount(1);
    await expect(outbox.getByRole("status")).not.toBeEmpty();
    await expectAccessible(outbox, "the outbox with a letter");

    await letters(outbox).getByRole("link").click();
    await expect(outbox.getByRole("heading", { level: 1 })).toHaveText(WORDS[locale].subject);
    const letter = outbox.frameLocator("iframe.outbox-letter");
    await expect(letter.locator("html")).toHaveAttribute("lang", locale);
    await expect(letter.getByRole("rowheader").first()).toBeVisible();
    // Nothing runs where a letter is shown, the check itself included: it would wait there.
    expect(await runAxe(outbox, "all"), "around a letter").toEqual([]);
    const html = await outbox.request.get(await at(own, outbox.locator("iframe"), "src"));
    const alone = await context.newPage();
    await alone.setContent((await html.text()).replace(/<img [^>]*>/, ""));
    await expectAccessible(alone, "the letter itself");
    await alone.close();
    const width = await outbox.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(width).toBe(0);

    const link = letter.locator("a.button");
    await expect(link).toHaveAttribute("href", new RegExp(`/receipt\\?lang=${locale}$`));
    const [read] = await Promise.all([context.waitForEvent("page"), link.click()]);
    await expect(read).toHaveURL(new RegExp(`/receipt\\?lang=${locale}$`));
    await expect(read.getByRole("heading", { level: 1 })).toBeVisible();
    await read.close();
    const paper = outbox.locator('a[href$="/receipt.pdf"]');
    const answer = await outbox.request.get(await at(own, paper, "href"));
    expect(answer.headers()["content-type"]).toBe("application/pdf");
    expect((await answer.body()).subarray(0, 5).toString()).toBe("%PDF-");
  });
}

test("nothing in a letter can run, whatever a shop calls itself", async ({ complaints, own, page }) => {
  complaints.forgive(NOTHING_RUNS);
  await pay(own, page, "en-CA");
  await page.goto(`${own.url}/demo/outbox`);
  await letters(page).getByRole("link").click();
  const frame = page.locator("iframe.outbox-letter");
  await expect(frame).toHaveAttribute("sandbox", "allow-same-origin allow-popups allow-popups-to-escape-sandbox");
  const answer = await page.request.get(await at(own, frame, "src"));
  const policy = answer.headers()["content-security-policy"];
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("sandbox");
  expect(policy).not.toContain("unsafe");
});

test("the outbox is as good without scripts", async ({ own, page, browser }) => {
  await pay(own, page, "en-CA");
  const still = await browser.newContext({ javaScriptEnabled: false });
  const outbox = await still.newPage();
  await expect(async () => {
    await outbox.goto(`${own.url}/demo/outbox?lang=en-CA`);
    await expect(letters(outbox)).toHaveCount(1, { timeout: 100 });
  }).toPass();
  const looksAgain = outbox.locator('meta[http-equiv="refresh"]');
  await expect(looksAgain).toHaveCount(1);
  await outbox.getByRole("link", { name: "Stop looking by itself" }).click();
  await expect(letters(outbox)).toHaveCount(1);
  await expect(looksAgain).toHaveCount(0);
  await outbox.locator("a[data-lang-switch]").click();
  await expect(outbox.locator("html")).toHaveAttribute("lang", "fr-CA");
  await expect(looksAgain).toHaveCount(0);
  await letters(outbox).getByRole("link").click();
  await expect(outbox.locator(".outbox-text")).toContainText("Maple & Pine");
  await still.close();
});
