// WCAG 2.2: what shows only while somebody pays.
import type { Page } from "@playwright/test";
import { CheckoutPage } from "../support/checkout";
import { expect, test, type Guichet } from "../support/guichet";
import { SAYS } from "../support/words";

test("2.1.2 No Keyboard Trap: the keyboard gets into the bank’s frame and out of it, both ways", async ({
  guichet,
  page,
}) => {
  const shown = await atTheBank(guichet, page);
  await shown.bank.shows("consent");
  const isInFrame = () => page.evaluate(() => document.activeElement?.tagName === "IFRAME");
  const press = async (key: string, until: boolean) => {
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press(key);
      if ((await isInFrame()) === until) return;
    }
    throw new Error(`${key} does not lead ${until ? "into" : "out of"} the frame`);
  };
  await press("Tab", true);
  await press("Tab", false);
  await press("Shift+Tab", true);
  await press("Shift+Tab", false);
});

test("2.1.4 Character Key Shortcuts: no letter does anything", async ({ guichet, page }) => {
  const shown = await atTheBank(guichet, page);
  await shown.mark();
  await shown.heading.focus();
  const before = await shown.main.innerText();
  for (const key of "abcdefghijklmnopqrstuvwxyz0123456789/?.") await page.keyboard.press(key);
  expect(await shown.main.innerText()).toBe(before);
  await shown.expectNotReloaded();
});

test("2.5.4 Motion Actuation: nothing listens to how a device is moved", async ({ guichet, page }) => {
  await page.addInitScript(() => {
    const heardOf: string[] = [];
    const add = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (type, ...rest) {
      heardOf.push(type);
      add.call(this, type, ...rest);
    };
    Object.assign(window, { heardOf });
  });
  await atTheBank(guichet, page);
  const heardOf = await page.evaluate(() => (window as unknown as { heardOf: string[] }).heardOf);
  expect(heardOf).toContain("message");
  expect(heardOf.filter((type) => /^device(motion|orientation)|^orientationchange/.test(type))).toEqual([]);
});

test("4.1.2 Name, Role, Value: the bank’s frame says what it is, in the language of the page", async ({
  guichet,
  page,
}) => {
  const shown = await atTheBank(guichet, page);
  await expect(shown.frame).toHaveAccessibleName(/bank/i);
  await page.locator("a[data-lang-switch]").click();
  await shown.shows("bank", "processing", "fr-CA");
  await expect(shown.frame).toHaveAccessibleName(/institution/i);
});

test("4.1.3 Status Messages: each stage is said once, politely, and nothing else is", async ({
  guichet,
  page,
}) => {
  const shown = await atTheBank(guichet, page);
  await listen(page);
  await shown.bank.walk("agreement");
  await shown.shows("agreement", "processing", "en-CA");
  const said = await heard(page);
  const spoken = said.map(({ text }) => text);
  expect(spoken.length, spoken.join(" | ")).toBeGreaterThan(2);
  // Six stages, and the screen that they lead to.
  expect(spoken.length, spoken.join(" | ")).toBeLessThanOrEqual(8);
  expect(new Set(spoken).size, spoken.join(" | ")).toBe(spoken.length);
  expect(said.filter(({ isLoud }) => isLoud)).toEqual([]);
});

test("4.1.3 Status Messages: being offline is said once, and being back", async ({
  complaints,
  context,
  guichet,
  page,
}) => {
  complaints.forgive(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_NETWORK/);
  await atTheBank(guichet, page);
  await listen(page);
  await context.setOffline(true);
  const notice = page.getByRole("status").filter({ hasText: SAYS.offline["en-CA"] });
  await expect(notice).toBeAttached({ timeout: 20_000 });
  await context.setOffline(false);
  await expect(page.getByRole("status").filter({ hasText: SAYS.online["en-CA"] })).toBeAttached({
    timeout: 20_000,
  });
  const times = async (words: string) =>
    (await heard(page)).filter(({ text }) => text.includes(words)).length;
  await expect.poll(() => times(SAYS.online["en-CA"])).toBe(1);
  expect(await times(SAYS.offline["en-CA"])).toBe(1);
});

interface Said {
  text: string;
  isLoud: boolean;
}

/** Takes note of what a screen reader would say by itself from now on. */
async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const said: Said[] = [];
    const LIVE = '[role="status"], [role="alert"], [role="log"], [aria-live]';
    const last = new Map<Element, string>();
    const text = (region: Element) => (region.textContent ?? "").replace(/\s+/g, " ").trim();
    for (const region of document.querySelectorAll(LIVE)) last.set(region, text(region));
    new MutationObserver(() => {
      for (const region of document.querySelectorAll(LIVE)) {
        const now = text(region);
        if (!now || last.get(region) === now) continue;
        last.set(region, now);
        const isLoud = region.matches('[role="alert"], [aria-live="assertive"]');
        said.push({ text: now, isLoud });
      }
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
    Object.assign(window, { said });
  });
}

function heard(page: Page): Promise<Said[]> {
  return page.evaluate(() => (window as unknown as { said: Said[] }).said);
}

async function atTheBank(guichet: Guichet, page: Page): Promise<CheckoutPage> {
  const shown = new CheckoutPage(page);
  await shown.open(await guichet.api.createCheckout());
  await shown.start("guaranteed_eft");
  await shown.shows("bank", "processing", "en-CA");
  await shown.hydrated();
  return shown;
}
