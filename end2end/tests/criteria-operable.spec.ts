// WCAG 2.2, principle 2: what axe has no rule for, on every page that there is.
import type { Page } from "@playwright/test";
import { cutOff, moving, smallTargets } from "../support/looked";
import { SCHEMES, expect, test } from "../support/samples";
import { isDefault, isPlain, visit, type Facts, type Stage } from "../support/visit";

/** Pages of nobody’s, which say in a sentence that there is nothing. */
const BARE = ["missing", "fault", "link-fault"];

const size = (width: number, height: number) => (page: Page) => page.setViewportSize({ width, height });

/** What neither a width nor a colour changes. */
const STILL = {
  pressable: () =>
    [...document.querySelectorAll("body *")]
      .filter((it) => getComputedStyle(it).cursor === "pointer")
      .filter((it) => !it.closest("a[href], button, input, label, summary, select, textarea"))
      .filter((it) => !it.querySelector("input"))
      .map((it) => it.outerHTML.slice(0, 90)),
  shortcuts: () => [...document.querySelectorAll("[accesskey]")].map((it) => it.outerHTML.slice(0, 90)),
  endless: () => [
    ...document
      .getAnimations()
      .filter((one) => {
        const timing = one.effect?.getComputedTiming();
        // What says that something is under way goes on as long as that does.
        const isWaiting = (one.effect as KeyframeEffect | null)?.target?.closest(".busy");
        return Number(timing?.endTime ?? 0) > 5_000 && !isWaiting;
      })
      .map((one) => String((one as CSSAnimation).animationName)),
    ...[...document.querySelectorAll("marquee, blink, video[autoplay], audio[autoplay]")].map((it) => it.tagName),
  ],
  quick: () =>
    document
      .getAnimations()
      .filter((one) => {
        const timing = one.effect?.getComputedTiming();
        return Number(timing?.iterations ?? 1) > 1 && Number(timing?.duration ?? 0) < 400;
      })
      .map((one) => String((one as CSSAnimation).animationName)),
  titles: () => [document.title, document.querySelector("h1")?.innerText ?? ""],
  links: () => {
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
  },
  headings: () => {
    const text = (it: HTMLElement) => it.innerText.trim();
    const all = [...document.querySelectorAll<HTMLElement>("h1, h2, h3, legend")].map(text).filter(Boolean);
    const first = document.querySelectorAll("h1").length;
    return [
      ...(first === 1 ? [] : [`${first} first headings`]),
      ...all.filter((heading, index) => all.indexOf(heading) !== index),
    ];
  },
  renamed: () =>
    [...document.querySelectorAll<HTMLElement>("a[aria-label], button[aria-label], input[aria-label], summary[aria-label]")]
      .filter((it) => !(it.getAttribute("aria-label") ?? "").includes(it.innerText.trim()))
      .map((it) => it.outerHTML.slice(0, 90)),
  dragged: () =>
    [...document.querySelectorAll("body *")]
      .filter((it) => it.matches('[draggable="true"], input[type="range"]') || getComputedStyle(it).touchAction === "none")
      .map((it) => it.outerHTML.slice(0, 90)),
};

/** Controls without an edge. */
const edgeless = () =>
  [...document.querySelectorAll<HTMLElement>('.button, .method, input:not([type="hidden"], [type="radio"], [type="checkbox"])')]
    .filter((it) => it.checkVisibility() && getComputedStyle(it).borderTopStyle === "none")
    .map((it) => it.outerHTML.slice(0, 90));

const isEnglish = (_: string, locale: string) => locale === "en-CA";

const STAGES: Stage[] = [
  {
    name: "as it is",
    isFor: isDefault,
    set: (page) => page.emulateMedia({ reducedMotion: "no-preference" }),
    looks: STILL,
  },
  {
    name: "still",
    isFor: isPlain,
    set: (page) => page.emulateMedia({ reducedMotion: "reduce" }),
    looks: { moving },
  },
  { name: "1280", isFor: isEnglish, set: size(1280, 900), looks: { small: smallTargets } },
  { name: "320", isFor: isEnglish, set: size(320, 720), looks: { small: smallTargets } },
  ...SCHEMES.map((colorScheme) => ({
    name: `forced, ${colorScheme}`,
    isFor: isPlain,
    set: (page: Page) => page.emulateMedia({ colorScheme, forcedColors: "active" as const }),
    looks: { edgeless, lost: cutOff },
    undo: (page: Page) => page.emulateMedia({ colorScheme: "light" as const, forcedColors: "none" as const }),
  })),
];

// One worker visits them, once for all tests.
test.describe.configure({ mode: "default" });

let facts: Facts;

test.beforeAll(async ({ browser, samples }) => {
  test.setTimeout(300_000);
  facts = await visit(browser, samples, STAGES);
});

test("2.1.1 Keyboard: whatever can be pressed is a link, a button, a field or a summary", () => {
  facts.expectNone("pressable");
});

test("2.1.4 Character Key Shortcuts: there are none", () => {
  facts.expectNone("shortcuts");
});

test("2.2.2 Pause, Stop, Hide: nothing moves for longer than five seconds but what waits", () => {
  facts.expectNone("endless");
});

test("2.3.1 Three Flashes or Below Threshold: nothing flashes", () => {
  facts.expectNone("quick");
});

test("2.3.3 Animation from Interactions: nothing moves for those who asked for stillness", () => {
  facts.expectNone("moving");
});

test("2.4.2 Page Titled: a title says what the page says, and whose it is", () => {
  for (const { sample, found } of facts.all("titles")) {
    const [title = "", heading = ""] = found;
    expect.soft(title.trim().length, sample).toBeGreaterThan(5);
    if (BARE.includes(sample)) continue;
    expect.soft(title, sample).toContain("Maple & Pine");
    expect.soft(heading.trim().length, sample).toBeGreaterThan(3);
  }
});

test("2.4.4 Link Purpose (In Context), 2.4.9 (Link Only): a link says by itself where it leads", () => {
  facts.expectNone("links");
});

test("2.4.6 Headings and Labels, 2.4.10 Section Headings: one heading tells all, each part has its own", () => {
  facts.expectNone("headings");
});

test("2.5.1 Pointer Gestures, 2.5.7 Dragging Movements: nothing is dragged, swiped or slid", () => {
  facts.expectNone("dragged");
});

test("2.5.3 Label in Name: what is read aloud holds what is written", () => {
  facts.expectNone("renamed");
});

test("2.5.5 Target Size (Enhanced), 2.5.8 (Minimum): what is pressed is 44 by 44 pixels", () => {
  facts.expectNone("small");
});

test("forced colours: every control has an edge and every word is there", () => {
  facts.expectNone("edgeless");
  facts.expectNone("lost");
});
