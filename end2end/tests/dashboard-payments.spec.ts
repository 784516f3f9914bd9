// Payments and figures, as the people of a shop see them.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe";
import { CheckoutPage } from "../support/checkout";
import { expect, test, type Guichet } from "../support/guichet";

/** Axe looks at both schemes; the layout is the same. */
async function expectAccessibleInBothSchemes(page: Page, what: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, `${what}, ${colorScheme}`);
  }
}

/** A shop's order and its row in the list. */
async function order(guichet: Guichet, page: Page, reference: string) {
  const checkout = await guichet.api.createCheckout({ reference, locale: "en-CA" });
  return { checkout, link: page.getByRole("link", { name: reference }) };
}

test("a payment is followed from the open list to its timeline, in both languages", async ({
  complaints,
  context,
  guichet,
  page,
}, { project }) => {
  await page.goto(guichet.dashboardUrl);
  await page.goto(`${new URL(guichet.dashboardUrl).origin}/dashboard/payments?lang=en-CA`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Payments");

  const reference = `FOLLOWED-${project.name}`;
  const { checkout, link } = await order(guichet, page, reference);
  await expect(link).toBeVisible();
  const row = page.getByRole("row").filter({ has: link });
  await expect(row).toContainText("Open");

  const customer = await context.newPage();
  const shown = new CheckoutPage(customer);
  await shown.open(checkout, "en-CA");
  await shown.hydrated();
  await shown.start("guaranteed_eft");
  await expect(row).toContainText("Processing");
  await guichet.twin.drive(await guichet.twin.newest({ reference }), "EFT0301");
  await expect(row).toContainText("Paid");
  await customer.close();
  await expectAccessibleInBothSchemes(page, "the list");

  // Whoever is disturbed by it stops it, and has everything shown when they go on.
  const pause = page.getByRole("button", { name: "Pause updates" });
  await pause.press("Enter");
  await expect(pause).toHaveAttribute("aria-pressed", "true");
  const paused = await order(guichet, page, `PAUSED-${project.name}`);
  await expect(paused.link).toBeHidden();
  await pause.press("Enter");
  await expect(paused.link).toBeVisible();

  // By keyboard: what has the focus keeps it while the list follows along.
  await link.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Payment ${reference}`);
  await expect(page.locator(".standing")).toContainText("known from: Flinks’ own answer");
  const facts = page.locator(".timeline .fact");
  await expect(facts.first()).toHaveText("You made the checkout for $250.00.");
  await expect(facts).toContainText([
    "The customer started to pay $250.00 by guaranteed EFT.",
    "Flinks opened a session: the customer can pay.",
    "The checkout is paid. This is final.",
  ]);
  await expect(page.locator('[data-fact="checkout_paid"] .who')).toHaveText("Flinks’ own answer");
  await expectAccessibleInBothSchemes(page, "a payment");

  await page.goto(`${page.url()}?lang=fr-CA`);
  await expect(facts).toContainText([
    "Le client a commencé à payer 250,00\u00a0$ par TEF garanti.",
    "La commande est payée. C’est définitif.",
  ]);

  // No script runs in the picture: not even those by which tests listen.
  complaints.forgive(/Blocked script execution in '[^']*\/picture'/);
  await page.locator('[data-fact="checkout_paid"] .saw a').click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ce que le client a vu");
  const picture = page.frameLocator("iframe.picture");
  await expect(picture.locator("main")).toHaveAttribute("data-screen", "paid");
  // Nor axe. The customer's page is looked at where it is alone.
  await page.locator("iframe.picture").evaluate((frame) => frame.remove());
  await expectAccessibleInBothSchemes(page, "what the customer saw");
});

test("a list is narrowed, searched and taken away as a file", async ({ guichet, page }, {
  project,
}) => {
  await page.goto(guichet.dashboardUrl);
  const reference = `=SUM(${project.name})`;
  await guichet.api.createCheckout({ reference, amount: 4321 });
  await page.goto(`${new URL(guichet.dashboardUrl).origin}/dashboard/payments?lang=en-CA`);

  await page.getByText("Narrow the list").click();
  await page.getByLabel("At least ($)").fill("much");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByLabel("At least ($)")).toHaveAttribute("aria-invalid", "true");
  await expectAccessibleInBothSchemes(page, "the list with a fault");

  await page.getByLabel("At least ($)").fill("43.21");
  await page.getByLabel("At most ($)").fill("43.21");
  await page.getByLabel("Reference begins with").fill("=SUM(");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("link", { name: reference })).toBeVisible();

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download as CSV" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("payments-test.csv");
  const lines = (await readFile(await file.path(), "utf8")).trimEnd().split("\r\n");
  expect(lines[0]).toContain("Checkout,Made (UTC),Status,Reference,Amount");
  expect(lines.slice(1).join("\n")).toContain(`,'${reference},43.21,4321,`);

  await page.getByLabel("Find one payment").fill("nothing like that");
  await page.keyboard.press("Enter");
  await expect(page.locator(".notice")).toContainText("Nothing is known under that.");
});

test("figures are pictures with their numbers beside them", async ({ guichet, page }) => {
  await page.goto(guichet.dashboardUrl);
  await guichet.api.createCheckout();
  await page.goto(`${new URL(guichet.dashboardUrl).origin}/dashboard/figures?lang=fr-CA`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Statistiques");
  const funnel = page.getByRole("region", { name: "De la commande au paiement" });
  await expect(funnel).toContainText("Commandes créées");
  await funnel.getByText("Les chiffres en tableau").press("Enter");
  await expect(funnel.getByRole("table")).toBeVisible();
  await expectAccessibleInBothSchemes(page, "figures");
  await page.getByRole("link", { name: "7 derniers jours" }).press("Enter");
  await expect(page).toHaveURL(/days=7/);
});

test("endpoints and deliveries can be read and worked without a mouse", async ({
  guichet,
  page,
}, { project, retry }) => {
  await page.goto(guichet.dashboardUrl);
  const origin = new URL(guichet.dashboardUrl).origin;
  await page.goto(`${origin}/dashboard/endpoints?lang=en-CA`);
  const hooks = `hooks-${project.name}-${retry}`;
  await page.getByLabel("Address").fill(`https://shop.example/${hooks}`);
  await page.keyboard.press("Enter");
  await expect(page.locator("#secret")).toContainText("whsec_");
  await page.getByRole("link", { name: "I have kept it" }).press("Enter");
  await expectAccessibleInBothSchemes(page, "endpoints");

  const checkout = await guichet.api.createCheckout();
  await page.goto(`${origin}/dashboard/payments/${checkout.id}`);
  await page.locator("summary", { hasText: "Cancel the checkout" }).press("Enter");
  await page.getByRole("button", { name: "Yes, cancel it" }).press("Enter");
  await expect(page.locator(".standing")).toContainText("Cancelled");
  await page.locator("[data-delivery] a").first().press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Delivery");
  await expectAccessibleInBothSchemes(page, "a delivery");

  await page.goto(`${origin}/dashboard/endpoints`);
  await page.getByRole("link", { name: hooks }).press("Enter");
  await page.locator("summary", { hasText: "Disable" }).press("Enter");
  await expect(page.getByRole("button", { name: "Yes, disable it" })).toBeVisible();
  await expectAccessibleInBothSchemes(page, "an endpoint");
});
