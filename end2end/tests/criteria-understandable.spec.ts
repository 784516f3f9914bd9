// WCAG 2.2, principle 3: what axe has no rule for, on every page that there is.
import { expect, open, test } from "../support/samples";
import { isDefault, visit, type Facts } from "../support/visit";
import { LOCALES } from "../support/words";

/** Pages of nobody’s, which say in a sentence that there is nothing. */
const BARE = ["missing", "fault", "link-fault"];

const LOOKS = {
  language: () => {
    const { lang } = document.documentElement;
    const other = lang === "en-CA" ? "fr-CA" : "en-CA";
    const switches = [...document.querySelectorAll<HTMLAnchorElement>(".switch")];
    return [
      lang,
      ...switches
        .filter((it) => it.getAttribute("lang") !== other || it.hreflang !== other)
        .map((it) => it.outerHTML.slice(0, 90)),
    ];
  },
  around: () => [
    [...document.querySelectorAll("header, main, footer")].map((it) => it.tagName.toLowerCase()).join(" "),
    [...document.querySelectorAll("footer a, .switch")].map((it) => it.textContent?.trim()).join(" "),
  ],
  unlabelled: () =>
    [...document.querySelectorAll<HTMLInputElement>('input:not([type="hidden"]), select, textarea')]
      .filter((field) => field.checkVisibility())
      .filter((field) => ![...(field.labels ?? [])].some((label) => label.checkVisibility() && label.innerText.trim()))
      .map((field) => field.outerHTML.slice(0, 90)),
  puzzles: () =>
    [...document.querySelectorAll('input[type="password"], [class*="captcha" i], [onpaste], [oncopy]')].map((it) =>
      it.outerHTML.slice(0, 90),
    ),
};

// One worker visits them, once for all tests.
test.describe.configure({ mode: "default" });

let facts: Facts;

test.beforeAll(async ({ browser, samples }) => {
  test.setTimeout(300_000);
  const stage = { name: "as it is", isFor: isDefault, set: async () => {}, looks: LOOKS };
  facts = await visit(browser, samples, [stage]);
});

test("3.1.1 Language of Page, 3.1.2 Language of Parts: each language says which one it is", () => {
  for (const { sample, locale, found } of facts.all("language")) expect.soft(found, sample).toEqual([locale]);
});

test("3.2.1 On Focus, 3.2.2 On Input: nothing turns to another page by itself", async ({
  page,
  samples,
}) => {
  for (const sample of samples.pages) {
    await open(page, samples, sample);
    const before = page.url();
    await page.evaluate(() => Object.assign(window, { stays: true }));
    await page.evaluate(() => {
      for (const stop of document.querySelectorAll<HTMLElement>("input, summary, a, button")) stop.focus();
      for (const radio of document.querySelectorAll<HTMLInputElement>('[type="radio"], [type="checkbox"]')) radio.click();
      for (const field of document.querySelectorAll<HTMLInputElement>('[type="text"], [type="email"]')) {
        field.value = "1";
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
    expect.soft(page.url().split("#")[0], sample).toBe(before);
    expect.soft(await page.evaluate(() => "stays" in window), sample).toBe(true);
    expect.soft(page.context().pages().length, sample).toBe(1);
  }
});

test("3.2.3 Consistent Navigation, 3.2.4 Consistent Identification, 3.2.6 Consistent Help: who, what and whom to ask stand where they stood", () => {
  for (const locale of LOCALES) {
    const shown = facts.all("around").filter((it) => it.locale === locale && !BARE.includes(it.sample));
    for (const { sample, found } of shown) expect.soft(found[0], sample).toBe("header main footer");
    expect([...new Set(shown.map(({ found }) => found[1]))], locale).toHaveLength(1);
  }
});

test("3.3.1 Error Identification, 3.3.3 Error Suggestion: each fault is named, tied to its field and says what helps", async ({
  page,
  samples,
}) => {
  for (const locale of LOCALES) {
    await open(page, samples, "choose-refused", { locale });
    const summary = page.getByRole("alert");
    await expect(summary).toBeFocused();
    const links = await summary.getByRole("link").all();
    expect(links.length).toBe(3);
    for (const link of links) {
      const field = page.locator((await link.getAttribute("href")) ?? "nothing");
      await expect(field).toHaveAttribute("aria-invalid", "true");
      const words = await link.innerText();
      await expect(field).toHaveAccessibleDescription(new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")));
      // A sentence that helps is longer than "wrong".
      expect(words.length, words).toBeGreaterThan(12);
      await link.click();
      await expect(field).toBeFocused();
    }
  }
});

test("3.3.2 Labels or Instructions: every field has a label that is seen", () => {
  facts.expectNone("unlabelled");
});

test("3.3.7 Redundant Entry: what was typed stands there again", async ({ page, samples }) => {
  for (const sample of ["choose-again", "low_balance", "not_guaranteed", "declined", "canceled_by_you"]) {
    await open(page, samples, sample);
    const empty = await page
      .locator('form[data-form="start"] input:not([type="hidden"], [type="radio"], [type="checkbox"])')
      .evaluateAll((fields) => fields.filter((it) => !(it as HTMLInputElement).value).map((it) => it.id));
    expect.soft(empty, sample).toEqual([]);
  }
  await open(page, samples, "choose-refused");
  await expect(page.locator("#last_name")).toHaveValue("Tremblay");
  await expect(page.locator("#email")).toHaveValue("elise@");
});

test("3.3.8 Accessible Authentication (Minimum), 3.3.9 (Enhanced): our pages ask for no password and set no puzzle", () => {
  facts.expectNone("puzzles");
});
