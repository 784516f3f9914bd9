// WCAG 2.2, principle 1: what axe has no rule for, on every page that there is.
import {
  cutOff,
  faintControls,
  outOfOrder,
} from "../support/looked";
import { BRANDS, SCHEMES, WIDTHS, expect, open, test } from "../support/samples";
import { LOCALES } from "../support/words";

test("1.1.1 Non-text Content: every picture has words or is kept from those who hear", async ({
  page,
  samples,
}) => {
  for (const sample of samples.pages) {
    await open(page, samples, sample);
    const silent = await page.evaluate(() =>
      [...document.querySelectorAll("img, svg, canvas, object, [role=img]")]
        .filter((picture) => !picture.closest('[aria-hidden="true"]'))
        .filter((picture) => !picture.hasAttribute("alt") && !picture.getAttribute("aria-label"))
        .map((picture) => picture.outerHTML.slice(0, 90)),
    );
    expect.soft(silent, sample).toEqual([]);
  }
});

test("1.2.1 to 1.2.5, 1.4.2 Time-based Media: there is no sound and no film", async ({ page, samples }) => {
  for (const sample of samples.pages) {
    await open(page, samples, sample);
    await expect.soft(page.locator("audio, video, embed, object, track"), sample).toHaveCount(0);
  }
});

test("1.3.2 Meaningful Sequence: what is read first stands first", async ({ page, samples }) => {
  for (const sample of samples.pages) {
    await open(page, samples, sample, { locale: "fr-CA" });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      expect.soft(await page.evaluate(outOfOrder), `${sample}, ${width}`).toEqual([]);
    }
  }
});

test("1.3.3 Sensory Characteristics: no words point by place, shape or colour", async ({
  page,
  samples,
}) => {
  const points = {
    "en-CA": /\b(above|below|on the (left|right)|at the (left|right)|(green|red|blue|round) (button|box|mark))\b/i,
    "fr-CA": /ci-dessus|ci-dessous|à (gauche|droite)|(bouton|case|marque) (vert|rouge|bleu|rond)e?\b/i,
  };
  for (const locale of LOCALES) {
    for (const sample of samples.pages) {
      await open(page, samples, sample, { locale });
      const words = await page.locator("body").innerText();
      expect.soft(words, sample).not.toMatch(points[locale]);
    }
  }
});

test("1.3.4 Orientation: a page serves upright and lying", async ({ page, samples }) => {
  for (const sample of samples.pages) {
    await open(page, samples, sample);
    for (const viewport of [{ width: 360, height: 740 }, { width: 740, height: 360 }]) {
      await page.setViewportSize(viewport);
      await expect.soft(page.locator("h1"), sample).toBeVisible();
      expect.soft(await page.evaluate(cutOff), `${sample}, ${viewport.width}`).toEqual([]);
      const asked = await page.evaluate(() => {
        const rules = (list: CSSRuleList): CSSRule[] =>
          [...list].flatMap((rule) => [rule, ...("cssRules" in rule ? rules(rule.cssRules as CSSRuleList) : [])]);
        return [...document.styleSheets]
          .flatMap((sheet) => rules(sheet.cssRules))
          .filter((rule) => rule instanceof CSSMediaRule && /orientation/.test(rule.conditionText));
      });
      expect.soft(asked, sample).toEqual([]);
    }
  }
});

test("1.3.5 Identify Input Purpose: what is asked about somebody says what it is", async ({
  page,
  samples,
}) => {
  const purpose: Record<string, string> = {
    first_name: "given-name",
    last_name: "family-name",
    email: "email",
    amount: "transaction-amount",
  };
  let seen = 0;
  for (const sample of samples.pages) {
    await open(page, samples, sample);
    const asked = await page
      .locator('input:not([type="hidden"], [type="radio"], [type="checkbox"]), textarea, select')
      .evaluateAll((fields) =>
        fields.map((it) => ({ name: it.getAttribute("name") ?? "", autocomplete: it.getAttribute("autocomplete") })),
      );
    for (const { name, autocomplete } of asked) {
      seen += 1;
      expect.soft(autocomplete, `${sample}: ${name}`).toBe(purpose[name] ?? autocomplete ?? "missing");
      expect.soft(autocomplete, `${sample}: ${name}`).not.toBe("off");
    }
  }
  expect(seen).toBeGreaterThan(4);
});

test("1.4.1 Use of Color: links are underlined and faults are told in words", async ({
  page,
  samples,
}) => {
  for (const sample of samples.pages) {
    await open(page, samples, sample);
    const faults = await page.evaluate(() => {
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
    });
    expect.soft(faults, sample).toEqual([]);
  }
});

test("1.4.4 Resize Text: words of twice the size lose nothing", async ({ page, samples }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  for (const locale of LOCALES) {
    for (const sample of samples.pages) {
      await open(page, samples, sample, { locale });
      await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
      expect.soft(await page.evaluate(cutOff), `${sample}, ${locale}`).toEqual([]);
    }
  }
});

test("1.4.5 Images of Text: the only pictures are the shop’s logo and the code for a phone", async ({
  page,
  samples,
}) => {
  for (const sample of samples.pages) {
    await open(page, samples, sample);
    const pictures = await page
      .locator("img")
      .evaluateAll((all) => all.map((it) => new URL((it as HTMLImageElement).src).pathname));
    const others = pictures.filter((path) => !/\/logo\.svg$|\/qr\.svg$/.test(path));
    expect.soft(others, sample).toEqual([]);
  }
});

test("1.4.8 Visual Presentation: lines are short, open and ragged", async ({ page, samples }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  for (const sample of samples.pages) {
    await open(page, samples, sample);
    const faults = await page.evaluate(() =>
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
    );
    expect.soft(faults, sample).toEqual([]);
  }
});

test("1.4.10 Reflow: at 320 pixels nothing stands out at the side", async ({ page, samples }) => {
  test.slow();
  await page.setViewportSize({ width: 320, height: 256 });
  for (const brand of BRANDS) {
    for (const locale of LOCALES) {
      for (const sample of samples.pages) {
        await open(page, samples, sample, { brand, locale });
        expect.soft(await page.evaluate(cutOff), `${sample}, ${locale}, ${brand}`).toEqual([]);
      }
    }
  }
});

test("1.4.11 Non-text Contrast: controls can be told from the page, 3:1", async ({ page, samples }) => {
  for (const brand of BRANDS) {
    for (const sample of samples.pages) {
      await open(page, samples, sample, { brand });
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        const faint = await page.evaluate(faintControls);
        expect.soft(faint, `${sample}, ${brand}, ${colorScheme}`).toEqual([]);
      }
    }
  }
});

test("1.4.12 Text Spacing: lines, paragraphs, letters and words apart lose nothing", async ({
  page,
  samples,
}) => {
  await page.setViewportSize({ width: 320, height: 720 });
  for (const locale of LOCALES) {
    for (const sample of samples.pages) {
      await open(page, samples, sample, { locale });
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
          word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`);
        document.adoptedStyleSheets.push(sheet);
      });
      expect.soft(await page.evaluate(cutOff), `${sample}, ${locale}`).toEqual([]);
    }
  }
});

test("1.4.13 Content on Hover or Focus: nothing appears but the way past the order", async ({
  page,
  samples,
}) => {
  for (const sample of samples.pages) {
    await open(page, samples, sample);
    const appearing = await page.evaluate(() => {
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
    });
    expect.soft(appearing, sample).toEqual([]);
  }
});
