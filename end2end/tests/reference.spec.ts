// The API's reference: readable by everybody, on the smallest screen, without a script.
import { expectAccessible } from "../support/axe";
import { expect, test } from "../support/guichet";

for (const [lang, title] of [
  ["en-CA", "API reference"],
  ["fr-CA", "Référence de l’API"],
] as const) {
  for (const scheme of ["light", "dark"] as const) {
    test(`${lang}, ${scheme}: the reference is accessible`, async ({ guichet, page }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(`${guichet.url}/v1/reference?lang=${lang}`);

      await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
      await expectAccessible(page, `${lang}, ${scheme}`);
    });
  }
}

test("nothing of it is wider than a screen of 320 pixels", async ({ guichet, page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(`${guichet.url}/v1/reference`);

  const width = await page.evaluate(() => document.documentElement.scrollWidth);

  expect(width).toBeLessThanOrEqual(320);
});

test("the contents lead to each operation, and the keyboard past them", async ({ guichet, page }) => {
  await page.goto(`${guichet.url}/v1/reference?lang=en-CA`);

  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the reference" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();

  await page
    .getByRole("navigation")
    .getByRole("link", { name: "Claim the payment for an order" })
    .click();
  await expect(page).toHaveURL(/#claimCheckout$/);
  await expect(page.locator("#claimCheckout")).toBeInViewport();
});
