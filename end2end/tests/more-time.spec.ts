// WCAG 2.2.1: whoever needs more time is told in time, and has it by one press.
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe";
import { CheckoutPage } from "../support/checkout";
import { expect, test, type Guichet } from "../support/guichet";
import { blockWebAssembly } from "../support/webassembly";
import { LOCALES, SAYS, type Locale } from "../support/words";
import { WIDTH } from "../support/width";

const EVENTS = "**/c/*/events?*";
const HOUR = 3_600;
/** So long that a busy machine has drawn the page before half of it is over: the warning. */
const SHORT = 30;
/** What happens in time is the same at any width. */
const ANY_WIDTH = { tag: "@phone" };

for (const locale of LOCALES) {
  test.describe(locale, { tag: WIDTH[locale] }, () => {
    test("the end is told in time, and one press moves it in every tab", async ({
      context,
      guichet,
      page,
    }) => {
      const { checkout, shown } = await opened(guichet, page, locale, SHORT);
      const second = new CheckoutPage(await context.newPage());
      await second.open(checkout, locale);
      await shown.hydrated();
      await second.hydrated();
      await expect(notice(page)).toBeHidden();

      await expect(notice(page)).toBeVisible({ timeout: 30_000 });
      await expect(notice(page)).toContainText(SAYS.lastMinute[locale]);
      await expect(heard(page)).toHaveText(SAYS.lastMinute[locale]);
      await expect(notice(second.page)).toBeVisible();
      await shown.expectNoSidewaysScroll();
      await expectAccessible(page, "time is nearly up");
      await shown.mark();
      await notice(page).getByRole("button").click();

      await expect(notice(page)).toContainText(SAYS.moreTime[locale]);
      await expect(page.locator(".stay-line")).toBeFocused();
      await expect(notice(second.page)).toBeHidden();
      await shown.expectNotReloaded();
      const until = await page.locator("[data-until]").first().textContent();
      expect(await page.locator(".stay-line").textContent()).toContain(until);
      const after = await guichet.api.readCheckout(checkout.id);
      expect(after.status).toBe("open");
      expect(Date.parse(after.expires_at)).toBeGreaterThan(Date.parse(checkout.expires_at));
    });

    test("at the bank, more time leaves the bank's page as it is", async ({ guichet, page }) => {
      const loads: string[] = [];
      page.on("request", (request) => {
        const url = new URL(request.url());
        const isFrame = url.origin === guichet.twinUrl && url.pathname === "/app/";
        if (request.isNavigationRequest() && isFrame) loads.push(url.href);
      });
      const { shown } = await opened(guichet, page, locale, SHORT);
      await shown.start("guaranteed_eft");
      await shown.bank.walk("sign-in");
      await expect(notice(page)).toBeVisible({ timeout: 30_000 });

      await notice(page).getByRole("button").click();

      await expect(notice(page)).toContainText(SAYS.moreTime[locale]);
      await shown.bank.shows("sign-in");
      await shown.bank.walk("agreement");
      await shown.bank.sign();
      await shown.shows("paid", "paid", locale);
      await expect(page.locator("[data-left]")).toHaveCount(0);
      expect(loads).toHaveLength(1);
    });

    test("WCAG 2.4.12: what has the focus is never under the notice", async ({ guichet, page }) => {
      const order = { amount: undefined, customer: undefined, expires_in: SHORT, locale };
      const shown = new CheckoutPage(page);
      await shown.open(await guichet.api.createCheckout(order));
      await expect(notice(page)).toBeVisible({ timeout: 30_000 });
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));

      for (let presses = 0; presses < 24; presses += 1) {
        await page.keyboard.press("Shift+Tab");
        expect(await page.evaluate(overlap), `after ${presses} presses`).toBe("");
      }
    });

    test("WCAG 2.4.12, 1.4.12: nor at the bank, nor with text set wide", async ({ guichet, page }) => {
      await page.setViewportSize({ width: 320, height: 568 });
      const { shown } = await opened(guichet, page, locale, SHORT);
      await shown.start("guaranteed_eft");
      await page.evaluate(() => {
        const { style } = document.body;
        Object.assign(style, { letterSpacing: "0.12em", wordSpacing: "0.16em", lineHeight: "1.5" });
      });
      await expect(notice(page)).toBeVisible({ timeout: 30_000 });
      await page.locator(".foot").scrollIntoViewIfNeeded();

      await page.locator("form[data-form=cancel] button").focus();
      for (let presses = 0; presses < 8; presses += 1) {
        expect(await page.evaluate(overlap), `after ${presses} presses`).toBe("");
        await page.keyboard.press("Shift+Tab");
      }
    });
  });
}

test("a device whose clock is wrong by years is told nothing wrong", ANY_WIDTH, async ({ guichet, page }) => {
  await page.clock.install({ time: new Date("2031-01-01T00:00:00Z") });
  const { shown } = await opened(guichet, page, "en-CA", HOUR);
  await shown.hydrated();
  await page.clock.runFor(3_000);
  await expect(notice(page)).toBeHidden();
});

test("minutes are told at first, at two and at one, and an answer of the server sets them right", ANY_WIDTH, async ({
  complaints,
  guichet,
  page,
}) => {
  complaints.forgive(/ERR_FAILED.*\/(events|state)/);
  await page.clock.install();
  const { shown } = await opened(guichet, page, "en-CA", HOUR);
  await shown.hydrated();
  // Nobody sets it right: the page counts by itself.
  const lost = (path: string) => page.route(path, (route) => route.abort());
  await Promise.all([lost(EVENTS), lost("**/c/*/state?*")]);
  const told: string[] = [];
  for (const [passes, minutes] of [
    ["56:00", 4],
    ["01:00", 3],
    ["01:00", 2],
    ["01:00", 1],
  ] as const) {
    await page.clock.fastForward(passes);
    const left = minutes > 1 ? `Less than ${minutes} minutes` : "Less than a minute";
    await expect(page.locator(".stay-line")).toContainText(left);
    told.push((await heard(page).textContent()) ?? "");
  }
  expect(told.map((said) => said.replace(" left on this page.", ""))).toEqual([
    "Less than 4 minutes",
    "Less than 4 minutes",
    "Less than 2 minutes",
    "Less than a minute",
  ]);

  await page.unroute("**/c/*/state?*");
  await page.clock.fastForward("00:40");
  await expect(notice(page)).toBeHidden();
});

test("a press that reaches nobody says so, and the next one counts", ANY_WIDTH, async ({
  complaints,
  guichet,
  page,
}) => {
  complaints.forgive(/ERR_FAILED.*\/actions\/extend/);
  await opened(guichet, page, "en-CA", SHORT);
  await expect(notice(page)).toBeVisible({ timeout: 30_000 });
  await page.route("**/actions/extend", (route) => route.abort());
  await notice(page).getByRole("button").click();
  await expect(notice(page)).toContainText("did not reach us");
  await expect(heard(page)).toContainText("did not reach us");

  await page.unroute("**/actions/extend");
  await notice(page).getByRole("button").click();

  await expect(notice(page)).toContainText(SAYS.moreTime["en-CA"]);
});

test("whoever has gone on after the press is not pulled back, and hears of it", ANY_WIDTH, async ({
  guichet,
  page,
}) => {
  const { shown } = await opened(guichet, page, "en-CA", SHORT);
  await expect(notice(page)).toBeVisible({ timeout: 30_000 });
  let go = () => {};
  const gone = new Promise<void>((resolve) => (go = resolve));
  await page.route("**/actions/extend", async (route) => {
    await gone;
    await route.continue();
  });
  await notice(page).getByRole("button").click();
  const field = shown.main.locator("form[data-form=start] input[type=radio]:checked").first();
  await field.focus();
  go();

  await expect(heard(page)).toContainText(SAYS.moreTime["en-CA"]);
  await expect(field).toBeFocused();
});

test("a script that never runs leaves the button there", ANY_WIDTH, async ({ complaints, guichet, page }) => {
  complaints.forgive(/ERR_FAILED.*\.js|start/);
  await page.route("**/assets/**/*.js", (route) => route.abort());
  await page.route("**/assets/*.js", (route) => route.abort());
  await opened(guichet, page, "en-CA", HOUR).catch(() => {});

  await expect(page.locator("#more-time")).toBeVisible({ timeout: 20_000 });
  await page.locator("#more-time button").click();
  await expect(page.locator("#time-given")).toBeVisible();
});

test("without WebAssembly the end is told, moved, and told to the other tab", ANY_WIDTH, async ({
  complaints,
  context,
  guichet,
  page,
}) => {
  await blockWebAssembly(context, complaints);
  const { checkout } = await opened(guichet, page, "en-CA", SHORT);
  const second = await context.newPage();
  await second.goto(checkout.url);
  await expect(notice(page)).toBeVisible({ timeout: 30_000 });
  await expect(notice(second)).toBeVisible();

  await notice(page).getByRole("button").click();

  await expect(notice(page)).toContainText(SAYS.moreTime["en-CA"]);
  await expect(notice(second)).toBeHidden();
});

test("a page whose time is up says so by itself, and leads back to the shop", ANY_WIDTH, async ({
  guichet,
  page,
}) => {
  const cancel_url = `${guichet.url}/demo`;
  const checkout = await guichet.api.createCheckout({ expires_in: 5, cancel_url });
  const shown = new CheckoutPage(page);
  await shown.open(checkout);

  await shown.shows("expired", "expired", "en-CA", 30_000);

  await expect(notice(page)).toHaveCount(0);
  await expect(shown.main.locator(`a[href="${cancel_url}"]`)).toBeVisible();
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  for (const locale of LOCALES) {
    const tag = WIDTH[locale];
    test(`${locale}: more time keeps what was typed, and Enter still pays`, { tag }, async ({
      guichet,
      page,
    }) => {
      const order = { amount: undefined, customer: undefined, expires_in: SHORT, locale };
      const checkout = await guichet.api.createCheckout(order);
      const shown = new CheckoutPage(page);
      await shown.open(checkout);
      await page.locator("#amount").fill("12.50");
      await page.locator("#first_name").fill("Zoé");
      await page.locator("#last_name").fill("Lefèvre");
      await page.locator("#email").fill("zoe@example.ca");
      await shown.choose("e_transfer");
      // An extension that gives next to nothing is not noted.
      await expect
        .poll(async () => Date.now() - Date.parse((await guichet.api.readCheckout(checkout.id)).created_at))
        .toBeGreaterThan(5_000);

      await page.locator("#more-time button").click();

      await expect(page.locator("#first_name")).toHaveValue("Zoé");
      await expect(page.locator("#amount")).toHaveValue("12.50");
      await expect(page.locator("#method-e_transfer")).toBeChecked();
      await expect(page.getByRole("alert")).toHaveCount(0);
      await shown.expectNoSidewaysScroll();
      const after = await guichet.api.readCheckout(checkout.id);
      expect(Date.parse(after.expires_at)).toBeGreaterThan(Date.parse(checkout.expires_at));
      await page.locator("#email").press("Enter");
      await shown.shows("bank", "processing", locale);
      await page.locator("#more-time button").click();
      await shown.shows("bank", "processing", locale);
      await expect(page.getByRole("status").filter({ hasText: SAYS.moreTime[locale] })).toBeVisible();
    });
  }
});

async function opened(guichet: Guichet, page: Page, locale: Locale, seconds: number) {
  const checkout = await guichet.api.createCheckout({ expires_in: seconds, locale });
  const shown = new CheckoutPage(page);
  await shown.open(checkout, locale);
  return { checkout, shown };
}

/** What tells how much time is left. */
function notice(page: Page) {
  return page.locator("section.stay");
}

/** The same for ears. */
function heard(page: Page) {
  return page.locator("[data-left] > [role=status]");
}

/** What of the focused element lies under the notice. */
function overlap(): string {
  const focused = document.activeElement;
  const stay = document.querySelector("section.stay");
  if (!focused || !stay || focused === document.body || stay.contains(focused)) return "";
  const [over, under] = [stay.getBoundingClientRect(), focused.getBoundingClientRect()];
  const isApart =
    under.top >= over.bottom ||
    under.bottom <= over.top ||
    under.left >= over.right ||
    under.right <= over.left;
  return isApart ? "" : focused.outerHTML.slice(0, 120);
}

test("a clock that is set while the page is open moves nothing", ANY_WIDTH, async ({ guichet, page }) => {
  const { shown } = await opened(guichet, page, "en-CA", HOUR);
  await shown.hydrated();
  for (const hours of [2, -2]) {
    const asked = page.waitForResponse(/\/state\?/, { timeout: 3_000 });
    await page.evaluate((hours) => {
      const now = Date.now.bind(Date);
      Date.now = () => now() + hours * 3_600_000;
    }, hours);
    // Whether it was set or the device has slept, the server knows how much time is left.
    await asked;
    await expect(notice(page)).toBeHidden();
  }
});

test("a device that has slept is told by the server how much time is left", ANY_WIDTH, async ({
  complaints,
  guichet,
  page,
}) => {
  complaints.forgive(/ERR_FAILED/);
  await page.route(EVENTS, (route) => route.abort());
  const { shown } = await opened(guichet, page, "en-CA", HOUR);
  await shown.hydrated();
  await page.route("**/state?*", async (route) => {
    const answer = await route.fetch();
    const state = await answer.json();
    state.stay.left = 100;
    await route.fulfill({ response: answer, json: state });
  });
  // What passes is not counted while a device sleeps.
  await page.evaluate(() => {
    const now = performance.now.bind(performance);
    performance.now = () => now() - 3_000_000;
  });
  await expect(notice(page)).toContainText("Less than 2 minutes", { timeout: 3_000 });
  // A question may be under way.
  await page.unrouteAll({ behavior: "ignoreErrors" });
});
