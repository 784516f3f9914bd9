// The pictures of the README and the documentation, in `docs/images`.
//
// Times, dates and digits that differ from run to run are set to fixed ones before each
// picture, so that a picture changes only when the page does.
import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import { LINKED, customer } from "./support/api";
import { CheckoutPage } from "./support/checkout";
import { expect, test, type Guichet } from "./support/guichet";
import type { Locale } from "./support/words";

const FOLDER = resolve(__dirname, "../docs/images");

/** How a page gets to what is to be seen. */
const WAYS = {
  choose: async (guichet: Guichet, page: Page, locale: Locale) => {
    await order(guichet, page, locale);
  },
  bank: async (guichet: Guichet, page: Page, locale: Locale) => {
    const shown = await order(guichet, page, locale);
    await shown.start("guaranteed_eft");
    await shown.hydrated();
    await shown.bank.walk("account");
    await expect(page.locator('[data-stage="sign_in"]')).toHaveAttribute("data-state", "done");
  },
  agreement: async (guichet: Guichet, page: Page, locale: Locale) => {
    const shown = await order(guichet, page, locale);
    await shown.start("guaranteed_eft");
    await shown.hydrated();
    await shown.bank.walk("agreement");
    await shown.shows("agreement", "processing", locale);
  },
  paid: async (guichet: Guichet, page: Page, locale: Locale) => {
    const shown = await order(guichet, page, locale);
    await shown.start("guaranteed_eft");
    await guichet.twin.drive(await shown.session(), "EFT0301");
    await shown.shows("paid", "paid", locale);
  },
  "not-guaranteed": async (guichet: Guichet, page: Page, locale: Locale) => {
    const shown = await order(guichet, page, locale, { customer: customer("Joe", "Fails") });
    await shown.start("guaranteed_eft");
    await guichet.twin.drive(await shown.session(), "EFT0402");
    await shown.shows("not_guaranteed", "open", locale);
  },
  account: async (guichet: Guichet, page: Page, locale: Locale) => {
    const shown = await order(guichet, page, locale, LINKED);
    await shown.startLinking();
    await shown.hydrated();
    await shown.bank.walk("account", "greatday_nomfa");
    await shown.bank.pass("account");
    await shown.showsAccount(locale);
  },
  sent: async (guichet: Guichet, page: Page, locale: Locale) => {
    const shown = await order(guichet, page, locale);
    await shown.choose("e_transfer");
    await page.locator('label[for="delivery-email"]').click();
    await shown.submit();
    await shown.shows("sent", "processing", locale);
  },
  shop: async (guichet: Guichet, page: Page, locale: Locale) => {
    await page.goto(`${guichet.url}/demo?lang=${locale}`);
  },
};

/** The pictures that the documentation shows, by their file names. */
const PICTURES = [
  ["choose", "en-CA", 320, "light"],
  ["bank", "en-CA", 1280, "light"],
  ["bank", "en-CA", 320, "dark"],
  ["agreement", "en-CA", 320, "light"],
  ["paid", "fr-CA", 320, "light"],
  ["not-guaranteed", "fr-CA", 1280, "light"],
  ["account", "en-CA", 1280, "light"],
  ["sent", "fr-CA", 320, "light"],
  ["shop", "en-CA", 1280, "light"],
] as const;

for (const [what, locale, width, colorScheme] of PICTURES) {
  const name = `${what}-${locale.slice(0, 2)}-${width}${colorScheme === "dark" ? "-dark" : ""}`;
  test(name, async ({ guichet, page }) => {
    await page.setViewportSize({ width, height: width === 320 ? 700 : 800 });
    await page.emulateMedia({ reducedMotion: "reduce", colorScheme });
    await WAYS[what](guichet, page, locale);
    await page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      scrollTo(0, 0);
    });
    await settle(page);
    await page.screenshot({ path: `${FOLDER}/${name}.png` });
  });
}

async function order(
  guichet: Guichet,
  page: Page,
  locale: Locale,
  more: Record<string, unknown> = {},
): Promise<CheckoutPage> {
  const shown = new CheckoutPage(page);
  await shown.open(await guichet.api.createCheckout({ locale, ...more }));
  return shown;
}

/** Sets what differs from run to run. */
async function settle(page: Page): Promise<void> {
  for (const frame of page.frames()) {
    await frame.evaluate(() => {
      const fixed: [RegExp, string][] = [
        [/\d{1,2}:\d{2}(\s)[ap]\.m\./g, "10:42$1a.m."],
        [/\d{1,2}(\s)h(\s)\d{2}/g, "10$1h$242"],
        [/(January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}/g, "November 20, 2026"],
        [/\d{1,2}(?:er)?(\s)(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre) \d{4}/g, "20$1novembre 2026"],
        [/(••\s?)\d{4}/g, "$14281"],
      ];
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const node = texts.currentNode;
        let text = node.nodeValue ?? "";
        for (const [pattern, to] of fixed) text = text.replace(pattern, to);
        if (text !== node.nodeValue) node.nodeValue = text;
      }
    });
  }
  await page.evaluate(() => {
    document.querySelectorAll(".account-number [aria-hidden]").forEach((number, index) => {
      number.textContent = `•••• ${["4281", "7730", "1956"][index] ?? "4281"}`;
    });
    for (const until of document.querySelectorAll(".order dd")) {
      until.textContent = until.textContent?.replace(/^10(:42| h)/, "11$1") ?? "";
    }
  });
  // Digits of accounts stand in elements of their own in the bank's list.
  for (const frame of page.frames()) {
    await frame.evaluate(() => {
      document.querySelectorAll(".accounts .kind .note").forEach((note, index) => {
        note.textContent = `••••\u00a0${["4281", "7730", "1956"][index] ?? "4281"}`;
      });
    });
  }
}
