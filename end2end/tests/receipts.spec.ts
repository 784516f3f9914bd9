// What a customer keeps of a payment: read, heard, pressed, printed and downloaded.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe";
import { CheckoutPage } from "../support/checkout";
import { expect, test, type Guichet } from "../support/guichet";
import { executable } from "../support/server";
import { WIDTH } from "../support/width";
import { LOCALES, SAYS as PAGE_SAYS, type Locale } from "../support/words";

const SAYS = {
  "en-CA": { title: "Receipt", download: "Download the PDF", file: /^receipt-\w{6}\.pdf$/ },
  "fr-CA": { title: "Reçu", download: "Télécharger le PDF", file: /^recu-\w{6}\.pdf$/ },
} as const;

const code = (page: Page) => page.locator("#receipt-code");
const does = (page: Page, what: string) => page.locator(`[data-does="${what}"]`);
const download = (page: Page, locale: Locale) =>
  page.getByRole("link", { name: SAYS[locale].download });

/** Pays an order and opens its receipt. */
async function receipt(guichet: Guichet, page: Page, locale: Locale): Promise<CheckoutPage> {
  const shown = new CheckoutPage(page);
  await shown.open(await guichet.api.createCheckout({ locale }));
  await shown.start("guaranteed_eft");
  await guichet.twin.drive(await shown.session(), "EFT0301");
  await page.goto(`${page.url().split("?")[0]}?lang=${locale}&view=status`);
  await shown.shows("paid", "paid", locale);
  await page.locator('a[href*="/receipt?"]').click();
  await expect(shown.heading).toHaveText(SAYS[locale].title);
  return shown;
}

for (const locale of LOCALES) {
  test.describe(locale, { tag: WIDTH[locale] }, () => {
    test("no rule is broken by the receipt, by day and by night", async ({ guichet, page }) => {
      const shown = await receipt(guichet, page, locale);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await expectAccessible(page, `the receipt, ${colorScheme}`);
        await shown.expectNoSidewaysScroll();
      }
      await page.emulateMedia({ forcedColors: "active" });
      await expect(code(page)).toBeVisible();
    });

    test("everything on it is reached and done by keys", async ({ context, guichet, page }) => {
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      await page.addInitScript(() => {
        window.print = () => document.body.setAttribute("data-printed", "");
      });
      await receipt(guichet, page, locale);
      await expect(does(page, "print")).toBeVisible();
      await page.locator(".switch").focus();
      await page.keyboard.press("Tab");
      await expect(does(page, "print")).toBeFocused();
      await page.keyboard.press("Enter");
      await expect(page.locator("body[data-printed]")).toBeAttached();
      await page.keyboard.press("Tab");
      await expect(download(page, locale)).toBeFocused();
      // The demo writes letters.
      await page.keyboard.press("Tab");
      await expect(page.locator(".send-receipt button")).toBeFocused();
      await page.keyboard.press("Tab");
      await expect(does(page, "copy")).toBeFocused();
      await page.keyboard.press("Enter");
      await expect(page.locator('[data-says="copy"]')).not.toBeEmpty();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied).toBe(await code(page).textContent());
      expect(copied).toMatch(/^RC1(-[0-9A-HJKMNP-TV-Z]{1,5})+$/);
      for (const target of await page.locator("main a, main button").all()) {
        const box = await target.boundingBox();
        expect(box?.height).toBeGreaterThanOrEqual(44);
      }
    });

    test("nothing on it moves when its buttons show themselves", async ({ guichet, page }) => {
      await receipt(guichet, page, locale);
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      await page.route(/\/start[^/]*\.js$/, async (route) => {
        await held;
        await route.continue();
      });
      await page.reload({ waitUntil: "commit" });
      await expect(page.locator(".foot")).toBeVisible();
      await expect(does(page, "print")).toBeHidden();
      const parts = () =>
        page.locator("main > *, .foot").evaluateAll((all) => all.map((it) => it.getBoundingClientRect().top));
      const before = await parts();
      release();
      await expect(does(page, "print")).toBeVisible();
      await expect(does(page, "copy")).toBeVisible();
      expect(await parts()).toEqual(before);
    });

    test("what is copied from it proves the payment to anybody", async ({ guichet, page }, info) => {
      await receipt(guichet, page, locale);
      const answer = await page.request.get(`${guichet.url}/.well-known/guichet-receipt-keys.json`);
      const keys = info.outputPath("keys.json");
      writeFileSync(keys, await answer.text());
      const args = ["verify-receipt", "--json", "--keys", keys, await code(page).innerText()];
      const said = JSON.parse(execFileSync(executable(), args, { encoding: "utf8" }));
      expect(said).toMatchObject({ valid: true, amount: 25_000, state: "paid", mode: "test" });
    });

    test("a press while nobody can be reached waits, and no longer than that", async ({
      context,
      guichet,
      page,
    }) => {
      await receipt(guichet, page, locale);
      const send = page.locator(".send-receipt button");
      await context.setOffline(true);
      await send.click();
      await expect(page.getByText(PAGE_SAYS.offline[locale])).toBeVisible();

      await context.setOffline(false);
      await send.click();
      await expect(page).toHaveURL(/letter=asked/);
    });

    test("on paper there are no buttons, and everything else", async ({ guichet, page }) => {
      await receipt(guichet, page, locale);
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      for (const gone of [download(page, locale), does(page, "print"), does(page, "copy")])
        await expect(gone).toBeHidden();
      await expect(page.locator(".switch")).toBeHidden();
      for (const kept of ["h1", ".sum", ".facts", "#receipt-code", ".foot"])
        await expect(page.locator(kept)).toBeVisible();
      const ink = await page.locator("h1").evaluate((it) => getComputedStyle(it).colorScheme);
      expect(ink, "paper is white").toBe("light");
    });
  });

  test.describe(`${locale}, without scripts`, { tag: WIDTH[locale] }, () => {
    test.use({ javaScriptEnabled: false });

    test("it can be read and kept", async ({ guichet, page }) => {
      const shown = await receipt(guichet, page, locale);
      await expect(code(page)).toBeVisible();
      await expect(does(page, "print")).toBeHidden();
      await expect(does(page, "copy")).toBeHidden();
      await shown.expectNoSidewaysScroll();
      const waits = page.waitForEvent("download");
      await download(page, locale).click();
      expect((await waits).suggestedFilename()).toMatch(SAYS[locale].file);
    });
  });
}
