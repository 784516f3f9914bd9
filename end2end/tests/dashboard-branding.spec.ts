// A shop's look, from the editor in the dashboard to its customer's page, by keyboard alone.
import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../support/axe";
import { CheckoutPage } from "../support/checkout";
import { expect, test } from "../support/guichet";

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40">
  <rect width="120" height="40" rx="8" fill="#7a1f3d"/><circle cx="20" cy="20" r="12" fill="#fff"/></svg>`;
const WINE = "rgb(122, 31, 61)";

async function write(field: Locator, text: string): Promise<void> {
  await field.focus();
  await field.press("ControlOrMeta+A");
  await field.pressSequentially(text);
}

/** Axe in English by day and in French by night; nothing wider than the window. */
async function expectGood(page: Page): Promise<void> {
  for (const [lang, colorScheme] of [
    ["fr-CA", "dark"],
    ["en-CA", "light"],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${page.url().split("?")[0]}?lang=${lang}`);
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wider, `${lang} at ${width}`).toBeLessThanOrEqual(0);
    }
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
    // No script runs in the picture, nor axe. Customers' pages are looked at where they are alone.
    await page.locator(".brand-frame iframe").evaluate((frame) => frame.remove());
    await expectAccessible(page, `branding, ${lang}, ${colorScheme}`);
  }
}

test("a look goes from the editor to a customer's page, and nothing does before it is saved", async ({
  complaints,
  context,
  own,
  page,
}) => {
  // Not even the scripts by which tests listen run in the picture.
  complaints.forgive(/Blocked script execution in '[^']*\/preview'/);
  await page.goto(own.dashboardUrl);
  await page.goto(`${new URL(own.dashboardUrl).origin}/dashboard/branding?lang=en-CA`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Branding");
  const picture = page.frameLocator(".brand-frame iframe:not(.coming)");
  await expect(picture.locator("h1")).toBeVisible();

  const primary = page.locator("#f-palette-primary");
  await write(primary, "#ffee00");
  await expect(page.locator("[data-mended]")).toContainText("By day, the main button in #ffee00");
  await expect(page.locator("[data-says]")).toHaveText("Not saved yet.");
  await write(primary, "#7a1f3d");
  const button = picture.locator('form[data-form="start"] button[type="submit"]');
  await expect(button).toHaveCSS("background-color", WINE);

  const domain = page.locator("#f-domain");
  const before = await domain.inputValue();
  await write(domain, "elsewhere.example");
  await expect(picture.locator("header")).toContainText("elsewhere.example");
  await page.getByRole("button", { name: "Undo: Domain" }).press("Enter");
  await expect(domain).toHaveValue(before);
  await expect(domain).toBeFocused();

  await page.locator('details[data-screen="choose"] > summary').press("Enter");
  await write(page.locator("#f-words-choose-en-CA-title"), "Pay for your trip");
  await write(page.locator("#f-words-choose-fr-CA-title"), "Réglez votre voyage");
  await page.locator("#f-logo").setInputFiles({
    name: "logo.svg",
    mimeType: "image/svg+xml",
    buffer: Buffer.from(LOGO),
  });
  await expect(picture.locator("h1")).toHaveText("Pay for your trip");
  await expect(picture.locator("img.logo")).toHaveAttribute("src", /^data:image\/png;base64,/);

  await page.getByLabel("Language").selectOption("fr-CA");
  await expect(picture.locator("h1")).toHaveText("Réglez votre voyage");
  await page.getByLabel("Light", { exact: true }).selectOption("night");
  await expect(picture.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.getByLabel("Page", { exact: true }).selectOption("paid");
  await expect(picture.locator("main")).toHaveAttribute("data-screen", "paid");

  const customer = await context.newPage();
  const shown = new CheckoutPage(customer);
  const checkout = await own.api.createCheckout({ locale: "en-CA" });
  await shown.open(checkout);
  await shown.hydrated();
  await expect(shown.heading).not.toHaveText("Pay for your trip");

  await page.getByRole("button", { name: "Save" }).press("Enter");
  await expect(page.locator(".notice.done")).toHaveText("Saved.");
  await expect(page.getByLabel("Take the logo away")).toBeVisible();

  await customer.reload();
  await shown.hydrated();
  await expect(shown.heading).toHaveText("Pay for your trip");
  await expect(customer.locator("img.logo")).toHaveJSProperty("naturalWidth", 288);
  await expect(shown.startForm.locator('button[type="submit"]')).toHaveCSS(
    "background-color",
    WINE,
  );
  await customer.close();

  await expectGood(page);
});
