// WCAG 2.2, principle 2: what axe has no rule for, on every page that there is.
import type { Page } from "@playwright/test";
import { cutOff, focusFaults, moving, smallTargets } from "../support/looked";
import { BRANDS, SCHEMES, expect, open, test } from "../support/samples";
import { LOCALES } from "../support/words";

/** Goes by Tab from the top of the page to the end of it, and tells what had the focus. */
async function tabThrough(
  page: Page,
  key: "Tab" | "Shift+Tab" = "Tab",
  look: () => Promise<void> = async () => {},
): Promise<string[]> {
  const seen: string[] = [];
  // Where the focus is somewhere already, out first: the next stop is the first one.
  for (let presses = 0; presses < 80; presses += 1) {
    if (await page.evaluate(() => document.activeElement === document.body)) break;
    await page.keyboard.press(key);
  }
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press(key);
    const here = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body || element === document.documentElement) return null;
      const all = [...document.querySelectorAll("*")];
      return `${all.indexOf(element)} ${element.tagName.toLowerCase()}`;
    });
    if (here === null) return seen;
    // In a frame there are several stops.
    if (seen.at(-1) !== here) seen.push(here);
    else if (!here.endsWith("iframe")) return seen;
    await look();
  }
  throw new Error(`the keyboard does not get out: ${seen.slice(-4).join(", ")}`);
}

const place = (stop: string) => Number.parseInt(stop, 10);

test("2.1.1 Keyboard: whatever can be pressed is a link, a button, a field or a summary", async ({
  page,
  samples,
}) => {
  for (const sample of samples.pages) {
    await open(page, samples, sample);
    const others = await page.evaluate(() =>
      [...document.querySelectorAll("body *")]
        .filter((it) => getComputedStyle(it).cursor === "pointer")
        .filter((it) => !it.closest("a[href], button, input, label, summary, select, textarea"))
        .filter((it) => !it.querySelector("input"))
        .map((it) => it.outerHTML.slice(0, 90)),
    );
    expect.soft(others, sample).toEqual([]);
  }
});

test("2.1.2 No Keyboard Trap: Tab leads through every page and out, the bank’s frame too", async ({
  page,
  samples,
}) => {
  for (const sample of samples.pages) {
    await open(page, samples, sample);
    const there = await tabThrough(page);
    await open(page, samples, sample);
    const back = await tabThrough(page, "Shift+Tab");
    const hasStops = (await page.locator("a[href], button, input").count()) > 0;
    expect.soft(there.length > 0, sample).toBe(hasStops);
    // Radios that belong together are one stop, entered from either end.
    const stops = (way: string[]) => way.filter((stop) => !stop.endsWith("input")).map(place);
    expect.soft(stops(back).reverse(), sample).toEqual(stops(there));
  }
});

test("2.1.4 Character Key Shortcuts: there are none", async ({ page, samples }) => {
  for (const sample of samples.pages) {
    await open(page, samples, sample);
    await expect.soft(page.locator("[accesskey]"), sample).toHaveCount(0);
  }
});

test("2.2.2 Pause, Stop, Hide: nothing moves for longer than five seconds but what waits", async ({
  page,
  samples,
}) => {
  await page.emulateMedia({ reducedMotion: "no-preference" });
  for (const sample of samples.pages) {
    await open(page, samples, sample);
    const endless = await page.evaluate(() =>
      document
        .getAnimations()
        .filter((one) => {
          const timing = one.effect?.getComputedTiming();
          // What says that something is under way goes on as long as that does.
          const isWaiting = (one.effect as KeyframeEffect | null)?.target?.closest(".busy");
          return Number(timing?.endTime ?? 0) > 5_000 && !isWaiting;
        })
        .map((one) => String((one as CSSAnimation).animationName)),
    );
    expect.soft(endless, sample).toEqual([]);
    await expect.soft(page.locator("marquee, blink, video[autoplay], audio[autoplay]")).toHaveCount(0);
  }
});

test("2.3.1 Three Flashes or Below Threshold: nothing flashes", async ({ page, samples }) => {
  await page.emulateMedia({ reducedMotion: "no-preference" });
  for (const sample of samples.pages) {
    await open(page, samples, sample);
    const quick = await page.evaluate(() =>
      document
        .getAnimations()
        .filter((one) => {
          const timing = one.effect?.getComputedTiming();
          return Number(timing?.iterations ?? 1) > 1 && Number(timing?.duration ?? 0) < 400;
        })
        .map((one) => String((one as CSSAnimation).animationName)),
    );
    expect.soft(quick, sample).toEqual([]);
  }
});

test("2.3.3 Animation from Interactions: nothing moves for those who asked for stillness", async ({
  page,
  samples,
}) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const sample of samples.pages) {
    await open(page, samples, sample);
    expect.soft(await page.evaluate(moving), sample).toEqual([]);
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

test("2.4.2 Page Titled: a title says what the page says, and whose it is", async ({
  page,
  samples,
}) => {
  for (const locale of LOCALES) {
    for (const sample of samples.pages) {
      await open(page, samples, sample, { locale });
      const [title, heading] = [await page.title(), await page.locator("h1").first().innerText()];
      // A merchant’s own heading stands on the page alone.
      const isBare = ["missing", "fault", "link-fault"].includes(sample);
      expect.soft(title.trim().length, sample).toBeGreaterThan(5);
      if (isBare) continue;
      expect.soft(title, sample).toContain("Maple & Pine");
      expect.soft(heading.trim().length, sample).toBeGreaterThan(3);
    }
  }
});

test("2.4.3 Focus Order: Tab goes as the page is read", async ({ page, samples }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  for (const sample of samples.pages) {
    await open(page, samples, sample);
    await expect.soft(page.locator('[tabindex]:not([tabindex="-1"], [tabindex="0"])')).toHaveCount(0);
    const stops = (await tabThrough(page)).map(place);
    expect.soft(stops, sample).toEqual(stops.toSorted((a, b) => a - b));
  }
});

test("2.4.4 Link Purpose (In Context), 2.4.9 (Link Only): a link says by itself where it leads", async ({
  page,
  samples,
}) => {
  for (const locale of LOCALES) {
    for (const sample of samples.pages) {
      await open(page, samples, sample, { locale });
      const faults = await page.evaluate(() => {
        const links = [...document.querySelectorAll<HTMLAnchorElement>("a[href]")].map((link) => ({
          name: (link.textContent ?? "").replace(/\s+/g, " ").trim(),
          href: link.getAttribute("href") ?? "",
        }));
        const vague = links.filter(({ name }) =>
          /^(here|click here|more|read more|link|ici|cliquez ici|plus|lien|suite)?$/i.test(name),
        );
        const two = links.filter(({ name, href }) =>
          links.some((other) => other.name === name && other.href !== href),
        );
        return [...vague, ...two].map(({ name, href }) => `${name} leads to ${href}`);
      });
      expect.soft(faults, `${sample}, ${locale}`).toEqual([]);
    }
  }
});

test("2.4.6 Headings and Labels, 2.4.10 Section Headings: one heading tells all, each part has its own", async ({
  page,
  samples,
}) => {
  for (const sample of samples.pages) {
    await open(page, samples, sample);
    await expect.soft(page.locator("h1"), sample).toHaveCount(1);
    const headings = await page.locator("h1, h2, h3, legend").allInnerTexts();
    const seen = headings.map((heading) => heading.trim()).filter(Boolean);
    expect.soft(new Set(seen).size, `${sample}: ${seen.join(" | ")}`).toBe(seen.length);
  }
});

test("2.4.7 Focus Visible, 2.4.13 Focus Appearance: whatever has the focus is ringed", async ({
  page,
  samples,
}) => {
  test.slow();
  await page.setViewportSize({ width: 1280, height: 900 });
  for (const forcedColors of ["none", "active"] as const) {
    await page.emulateMedia({ forcedColors, reducedMotion: "reduce" });
    for (const sample of samples.pages) {
      await open(page, samples, sample);
      const faults: string[] = [];
      await tabThrough(page, "Tab", async () => {
        faults.push(...(await page.evaluate(focusFaults)).filter((it) => it.startsWith("shows")));
      });
      expect.soft(faults, `${sample}, forced colours ${forcedColors}`).toEqual([]);
    }
  }
});

test("2.4.11 Focus Not Obscured (Minimum), 2.4.12 (Enhanced): nothing lies over what has the focus", async ({
  page,
  samples,
}) => {
  test.slow();
  for (const key of ["Tab", "Shift+Tab"] as const) {
    await page.setViewportSize({ width: 320, height: 568 });
    for (const sample of samples.pages) {
      await open(page, samples, sample, { locale: "fr-CA" });
      const faults: string[] = [];
      await tabThrough(page, key, async () => {
        faults.push(...(await page.evaluate(focusFaults)).filter((it) => it.startsWith("is covered")));
      });
      expect.soft(faults, `${sample}, ${key}`).toEqual([]);
    }
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

test("2.5.3 Label in Name: what is read aloud holds what is written", async ({ page, samples }) => {
  for (const locale of LOCALES) {
    for (const sample of samples.pages) {
      await open(page, samples, sample, { locale });
      const others = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>("a[aria-label], button[aria-label], input[aria-label], summary[aria-label]")]
          .filter((it) => !(it.getAttribute("aria-label") ?? "").includes(it.innerText.trim()))
          .map((it) => it.outerHTML.slice(0, 90)),
      );
      expect.soft(others, sample).toEqual([]);
    }
  }
});

test("2.5.5 Target Size (Enhanced), 2.5.8 (Minimum): what is pressed is 44 by 44 pixels", async ({
  page,
  samples,
}) => {
  test.slow();
  for (const brand of BRANDS) {
    for (const sample of samples.pages) {
      await open(page, samples, sample, { brand });
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        const small = await page.evaluate(smallTargets);
        expect.soft(small, `${sample}, ${brand}, ${width}`).toEqual([]);
      }
    }
  }
});

test("2.5.1 Pointer Gestures, 2.5.7 Dragging Movements: nothing is dragged, swiped or slid", async ({
  page,
  samples,
}) => {
  for (const sample of samples.pages) {
    await open(page, samples, sample);
    await expect.soft(page.locator('[draggable="true"], input[type="range"]'), sample).toHaveCount(0);
    const held = await page.evaluate(() =>
      [...document.querySelectorAll("body *")]
        .filter((it) => getComputedStyle(it).touchAction === "none")
        .map((it) => it.outerHTML.slice(0, 90)),
    );
    expect.soft(held, sample).toEqual([]);
  }
});

test("forced colours: every control has an edge and every word is there", async ({ page, samples }) => {
  await page.setViewportSize({ width: 320, height: 720 });
  for (const sample of samples.pages) {
    await open(page, samples, sample);
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme, forcedColors: "active", reducedMotion: "reduce" });
      const bare = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('.button, .method, input:not([type="hidden"], [type="radio"], [type="checkbox"])')]
          .filter((it) => it.checkVisibility() && getComputedStyle(it).borderTopStyle === "none")
          .map((it) => it.outerHTML.slice(0, 90)),
      );
      expect.soft(bare, `${sample}, ${colorScheme}`).toEqual([]);
      expect.soft(await page.evaluate(cutOff), `${sample}, ${colorScheme}`).toEqual([]);
    }
  }
});
