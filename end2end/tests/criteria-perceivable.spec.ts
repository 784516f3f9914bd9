// WCAG 2.2, principle 1: what axe has no rule for, on every page that there is.
import type { Page } from "@playwright/test";
import { cutOff, faintControls, outOfOrder } from "../support/looked";
import { SCHEMES, WIDTHS, expect, test } from "../support/samples";
import { isDefault, isPlain, visit, type Facts, type Stage } from "../support/visit";

/** What people are asked about themselves, and what a browser calls it. */
const PURPOSES: Record<string, string> = {
  first_name: "given-name",
  last_name: "family-name",
  email: "email",
  amount: "transaction-amount",
};

const size = (width: number, height: number) => (page: Page) => page.setViewportSize({ width, height });

/** What does not hang on how wide a page is. */
const STILL = {
  silent: () =>
    [...document.querySelectorAll("img, svg, canvas, object, [role=img]")]
      .filter((picture) => !picture.closest('[aria-hidden="true"]'))
      .filter((picture) => !picture.hasAttribute("alt") && !picture.getAttribute("aria-label"))
      .map((picture) => picture.outerHTML.slice(0, 90)),
  media: () =>
    [...document.querySelectorAll("audio, video, embed, object, track")].map((it) => it.outerHTML.slice(0, 90)),
  pointing: () => {
    const points = document.documentElement.lang.startsWith("fr")
      ? /ci-dessus|ci-dessous|à (gauche|droite)|(bouton|case|marque) (vert|rouge|bleu|rond)e?\b/gi
      : /\b(above|below|on the (left|right)|at the (left|right)|(green|red|blue|round) (button|box|mark))\b/gi;
    return document.body.innerText.match(points) ?? [];
  },
  asked: () =>
    [
      ...document.querySelectorAll(
        'input:not([hidden], [type="hidden"], [type="radio"], [type="checkbox"]), textarea, select',
      ),
    ].map((it) => `${it.getAttribute("name") ?? ""} is ${it.getAttribute("autocomplete") ?? "missing"}`),
  byColour: () => {
    const links = [...document.querySelectorAll<HTMLElement>("main a[href], footer a[href]")]
      .filter((link) => link.checkVisibility() && !link.matches(".button, .skip"))
      .filter((link) => !getComputedStyle(link).textDecorationLine.includes("underline"))
      .map((link) => `no underline: ${link.outerHTML.slice(0, 90)}`);
    const wrong = [...document.querySelectorAll('[aria-invalid="true"]')]
      .filter((field) => {
        const ids = field.getAttribute("aria-describedby")?.split(" ") ?? [];
        return !ids.some((id) => id.endsWith("-wrong") && document.getElementById(id)?.textContent?.trim());
      })
      .map((field) => `no words: ${field.outerHTML.slice(0, 90)}`);
    return [...links, ...wrong];
  },
  pictures: () =>
    [...document.querySelectorAll("img")]
      .map((it) => new URL(it.src).pathname)
      .filter((path) => !/\/logo\.svg$|\/qr\.svg$/.test(path)),
  lines: () =>
    [...document.querySelectorAll<HTMLElement>("p, li, dd")]
      .filter((block) => block.checkVisibility() && !block.closest(".visually-hidden"))
      .flatMap((block) => {
        const style = getComputedStyle(block);
        const size = Number.parseFloat(style.fontSize);
        const range = document.createRange();
        range.selectNodeContents(block);
        const lines = new Set([...range.getClientRects()].map((line) => Math.round(line.bottom))).size;
        // Latin letters are half as wide as they are high, or a little less.
        const letters = lines > 1 ? (block.textContent ?? "").trim().length / (lines - 0.5) : 0;
        const told = block.outerHTML.slice(0, 90);
        return [
          ...(style.textAlign === "justify" ? [`justified: ${told}`] : []),
          ...(lines > 1 && Number.parseFloat(style.lineHeight) < size * 1.35 ? [`tight: ${told}`] : []),
          ...(letters > 100 ? [`${Math.round(letters)} letters a line: ${told}`] : []),
        ];
      }),
  oriented: () => {
    const rules = (list: CSSRuleList): CSSRule[] =>
      [...list].flatMap((rule) => [rule, ...("cssRules" in rule ? rules(rule.cssRules as CSSRuleList) : [])]);
    return [...document.styleSheets]
      .flatMap((sheet) => rules(sheet.cssRules))
      .filter((rule) => rule instanceof CSSMediaRule && /orientation/.test(rule.conditionText))
      .map((rule) => rule.cssText.slice(0, 90));
  },
  appearing: () => {
    const rules = (list: CSSRuleList): CSSStyleRule[] =>
      [...list].flatMap((rule) => [
        ...(rule instanceof CSSStyleRule ? [rule] : []),
        ...("cssRules" in rule ? rules(rule.cssRules as CSSRuleList) : []),
      ]);
    const shows = ["display", "visibility", "opacity", "content", "clip-path", "inset-block-start", "left", "top"];
    const byStyle = [...document.styleSheets]
      .flatMap((sheet) => rules(sheet.cssRules))
      .filter((rule) => /:(hover|focus|focus-visible|focus-within)\b/.test(rule.selectorText))
      .filter((rule) => shows.some((name) => rule.style.getPropertyValue(name) !== ""))
      .map((rule) => rule.selectorText)
      .filter((selector) => selector !== ".skip:focus");
    const byTitle = [...document.querySelectorAll("[title]:not(iframe)")].map((it) => it.outerHTML.slice(0, 90));
    return [...byStyle, ...byTitle];
  },
};

const headless = () =>
  document.querySelector("h1")?.checkVisibility() ? [] : ["its heading cannot be seen"];

const STAGES: Stage[] = [
  { name: "1280", isFor: isDefault, set: size(1280, 900), looks: { ...STILL, order: outOfOrder } },
  {
    name: "twice the size",
    isFor: isDefault,
    set: (page) => page.evaluate(() => void (document.documentElement.style.fontSize = "200%")),
    looks: { resized: cutOff },
    undo: (page) => page.evaluate(() => void (document.documentElement.style.fontSize = "")),
  },
  ...SCHEMES.toReversed().map((colorScheme) => ({
    name: colorScheme,
    isFor: (_: string, locale: string) => locale === "en-CA",
    set: (page: Page) => page.emulateMedia({ colorScheme, reducedMotion: "reduce" as const }),
    looks: { faint: faintControls },
  })),
  ...WIDTHS.filter((width) => width < 1280).map((width) => ({
    name: `${width}`,
    isFor: isDefault,
    set: size(width, 900),
    looks: { order: outOfOrder },
  })),
  { name: "lying", isFor: isPlain, set: size(740, 360), looks: { turned: cutOff, headless } },
  { name: "upright", isFor: isPlain, set: size(360, 740), looks: { turned: cutOff, headless } },
  { name: "320", set: size(320, 256), looks: { reflowed: cutOff } },
  {
    name: "spaced",
    isFor: isDefault,
    set: (page) =>
      page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
          word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`);
        document.adoptedStyleSheets.push(sheet);
      }),
    looks: { spaced: cutOff },
  },
];

// One worker visits them, once for all tests.
test.describe.configure({ mode: "default" });

let facts: Facts;

test.beforeAll(async ({ browser, samples }) => {
  test.setTimeout(300_000);
  facts = await visit(browser, samples, STAGES);
});

test("1.1.1 Non-text Content: every picture has words or is kept from those who hear", () => {
  facts.expectNone("silent");
});

test("1.2.1 to 1.2.5, 1.4.2 Time-based Media: there is no sound and no film", () => {
  facts.expectNone("media");
});

test("1.3.2 Meaningful Sequence: what is read first stands first", () => {
  facts.expectNone("order");
});

test("1.3.3 Sensory Characteristics: no words point by place, shape or colour", () => {
  facts.expectNone("pointing");
});

test("1.3.4 Orientation: a page serves upright and lying", () => {
  facts.expectNone("oriented");
  facts.expectNone("headless");
  facts.expectNone("turned");
});

test("1.3.5 Identify Input Purpose: what is asked about somebody says what it is", () => {
  const asked = facts.all("asked").flatMap(({ sample, found }) => found.map((field) => ({ sample, field })));
  expect(asked.length).toBeGreaterThan(4);
  for (const { sample, field } of asked) {
    const [name = "", purpose] = field.split(" is ");
    expect.soft(purpose, `${sample}: ${name}`).toBe(PURPOSES[name] ?? purpose);
    expect.soft(purpose, `${sample}: ${name}`).not.toMatch(/^(off|missing)$/);
  }
});

test("1.4.1 Use of Color: links are underlined and faults are told in words", () => {
  facts.expectNone("byColour");
});

test("1.4.4 Resize Text: words of twice the size lose nothing", () => {
  facts.expectNone("resized");
});

test("1.4.5 Images of Text: the only pictures are the shop’s logo and the code for a phone", () => {
  facts.expectNone("pictures");
});

test("1.4.8 Visual Presentation: lines are short, open and ragged", () => {
  facts.expectNone("lines");
});

test("1.4.10 Reflow: at 320 pixels nothing stands out at the side", () => {
  facts.expectNone("reflowed");
});

test("1.4.11 Non-text Contrast: controls can be told from the page, 3:1", () => {
  facts.expectNone("faint");
});

test("1.4.12 Text Spacing: lines, paragraphs, letters and words apart lose nothing", () => {
  facts.expectNone("spaced");
});

test("1.4.13 Content on Hover or Focus: nothing appears but the way past the order", () => {
  facts.expectNone("appearing");
});
