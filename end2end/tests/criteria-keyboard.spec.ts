// WCAG 2.2, principle 2: every page, walked through by keyboard.
import type { Page } from "@playwright/test";
import { focusFaults } from "../support/looked";
import { expect, open, stubBank, test, type Samples } from "../support/samples";

/** Where Tab stops. */
interface Stop {
  /** Which element of the page it is, counted from the top. */
  place: number;
  /** What the focus looks like there. */
  faults: string[];
  isRadio: boolean;
  isFrame: boolean;
}

/**
 * Goes by Tab from the top of the page to the end of it, and tells where it stopped. In forced
 * colours each stop is looked at once more.
 */
async function tabThrough(page: Page, key: "Tab" | "Shift+Tab" = "Tab", isForced = false): Promise<Stop[]> {
  const stops: Stop[] = [];
  // Where the focus is somewhere already, out first: the next stop is the first one.
  for (let presses = 0; presses < 80; presses += 1) {
    if (await page.evaluate(() => document.activeElement === document.body)) break;
    await page.keyboard.press(key);
  }
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press(key);
    const here = await page.evaluate<Stop | null>(`(() => {
      const element = document.activeElement;
      if (!element || element === document.body || element === document.documentElement) return null;
      const place = [...document.querySelectorAll("*")].indexOf(element);
      const isRadio = element.matches('[type="radio"]');
      const isFrame = element.tagName === "IFRAME";
      return { place, isRadio, isFrame, faults: (${focusFaults.toString()})() };
    })()`);
    if (here === null) return stops;
    if (stops.at(-1)?.place !== here.place) {
      stops.push(here);
      if (isForced) {
        await page.emulateMedia({ forcedColors: "active" });
        here.faults.push(...(await page.evaluate(focusFaults)));
        await page.emulateMedia({ forcedColors: "none" });
      }
    }
    // In a frame there are several stops.
    else if (!here.isFrame) return stops;
  }
  const last = stops.slice(-4).map(({ place }) => place);
  throw new Error(`the keyboard does not get out: ${last.join(", ")}`);
}

/** What was seen of a page on the ways through it. */
interface Walk {
  sample: string;
  hasStops: boolean;
  /** On a phone, in French, down and up. */
  there: Stop[];
  back: Stop[];
  /** On a desk, in English, in the brand’s colours and in forced ones. */
  desk: Stop[];
  /** What has a place of its own in the order of Tab. */
  placed: number;
}

async function walk(page: Page, samples: Samples, sample: string): Promise<Walk> {
  await page.setViewportSize({ width: 320, height: 568 });
  await open(page, samples, sample, { locale: "fr-CA" });
  const hasStops = (await page.locator("a[href], button, input").count()) > 0;
  const there = await tabThrough(page);
  const back = await tabThrough(page, "Shift+Tab");
  await page.setViewportSize({ width: 1280, height: 900 });
  await open(page, samples, sample);
  const placed = await page.locator('[tabindex]:not([tabindex="-1"], [tabindex="0"])').count();
  const desk = await tabThrough(page, "Tab", true);
  return { sample, hasStops, there, back, desk, placed };
}

// One worker walks through them, once for all tests.
test.describe.configure({ mode: "default" });

let walks: Walk[];

test.beforeAll(async ({ browser, samples }) => {
  test.setTimeout(300_000);
  const context = await browser.newContext({ reducedMotion: "reduce" });
  await stubBank(context);
  const page = await context.newPage();
  walks = [];
  for (const sample of samples.pages) walks.push(await walk(page, samples, sample));
  await context.close();
});

const saying = (stops: Stop[], start: string) =>
  stops.flatMap(({ faults }) => faults.filter((fault) => fault.startsWith(start)));

test("2.1.2 No Keyboard Trap: Tab leads through every page and out, the bank’s frame too", () => {
  for (const { sample, hasStops, there, back } of walks) {
    expect.soft(there.length > 0, sample).toBe(hasStops);
    // Radios that belong together are one stop, entered from either end.
    const places = (way: Stop[]) => way.filter(({ isRadio }) => !isRadio).map(({ place }) => place);
    expect.soft(places(back).reverse(), sample).toEqual(places(there));
  }
});

test("2.4.3 Focus Order: Tab goes as the page is read", () => {
  for (const { sample, desk, placed } of walks) {
    const places = desk.map(({ place }) => place);
    expect.soft(placed, sample).toBe(0);
    expect.soft(places, sample).toEqual(places.toSorted((a, b) => a - b));
  }
});

test("2.4.7 Focus Visible, 2.4.13 Focus Appearance: whatever has the focus is ringed", () => {
  for (const { sample, desk } of walks) expect.soft(saying(desk, "shows"), sample).toEqual([]);
});

test("2.4.11 Focus Not Obscured (Minimum), 2.4.12 (Enhanced): nothing lies over what has the focus", () => {
  for (const { sample, there, back } of walks) {
    expect.soft(saying([...there, ...back], "is covered"), sample).toEqual([]);
  }
});

test("2.4.11 Focus Not Obscured (Minimum), 2.4.12 (Enhanced): nor does what is said of the connection", async ({
  page,
  samples,
}) => {
  await page.setViewportSize({ width: 320, height: 568 });
  for (const sample of ["choose", "sent", "bank", "paid"]) {
    await open(page, samples, sample, { locale: "fr-CA" });
    await page.evaluate(() => {
      const said = document.querySelector<HTMLElement>(".connection");
      const { offline } = document.querySelector("main")?.dataset ?? {};
      if (said && offline) Object.assign(said, { textContent: offline, hidden: false });
    });
    await expect(page.locator(".connection")).toBeVisible();
    const stops = [...(await tabThrough(page)), ...(await tabThrough(page, "Shift+Tab"))];
    expect.soft(saying(stops, "is covered"), sample).toEqual([]);
  }
});

test("2.4.1 Bypass Blocks: the first stop leads past the order to what is to be done", async ({
  page,
  samples,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const sample of samples.pages) {
    await open(page, samples, sample);
    if ((await page.locator(".skip").count()) === 0) {
      const stops = await page.locator("header a[href], aside a[href]").count();
      expect.soft(stops, `${sample} has next to nothing to pass by`).toBeLessThanOrEqual(1);
      continue;
    }
    // A form that came back begins with its faults, past everything.
    if (await page.evaluate(() => document.querySelector("main")?.contains(document.activeElement))) continue;
    await page.keyboard.press("Tab");
    await expect.soft(page.locator(".skip"), sample).toBeFocused();
    await expect.soft(page.locator(".skip"), sample).toBeInViewport({ ratio: 1 });
    await page.keyboard.press("Enter");
    const isInMain = () =>
      page.evaluate(() => document.querySelector("main")?.contains(document.activeElement) ?? false);
    expect.soft(await isInMain(), sample).toBe(true);
    await page.keyboard.press("Tab");
    expect.soft(await page.evaluate(() => !document.activeElement?.closest("header, aside")), sample).toBe(true);
  }
});

test("2.5.2 Pointer Cancellation: what is let go of elsewhere was not pressed", async ({
  page,
  samples,
}) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  for (const sample of ["choose-given", "account", "low_balance", "bank"]) {
    await open(page, samples, sample);
    const before = page.url();
    for (const target of await page.locator("a[href]:visible, button:visible").all()) {
      if (await target.evaluate((it) => it.matches(".skip"))) continue;
      await target.scrollIntoViewIfNeeded();
      await target.hover();
      await page.mouse.down();
      await page.mouse.move(2, 2);
      await page.mouse.up();
    }
    expect(page.url(), sample).toBe(before);
    await expect(page.locator("h1")).toBeVisible();
  }
});
