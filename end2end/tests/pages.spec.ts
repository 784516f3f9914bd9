// Every page that there is breaks no rule of axe: in both languages, by day and by night, on a
// phone, a tablet and a desk, in the brand of the demonstration and in a loud one.
import { runAxe } from "../support/axe";
import { BRANDS, SCHEMES, WIDTHS, expect, open, test } from "../support/samples";
import { LOCALES } from "../support/words";

/** It stands in a frame of a page that has landmarks. */
const FRAMED = "link-fault";

for (const locale of LOCALES) {
  for (const brand of BRANDS) {
    test(`no page breaks a rule: ${locale}, ${brand}`, async ({ page, samples }) => {
      test.setTimeout(300_000);
      await page.emulateMedia({ reducedMotion: "reduce" });
      for (const sample of samples.pages) {
        const without = [
          // Of a merchant's colours less is promised: enough to be read, not more.
          ...(brand === "loud" ? ["color-contrast-enhanced"] : []),
          ...(sample === FRAMED ? ["landmark-one-main"] : []),
        ];
        await open(page, samples, sample, { brand, locale });
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 900 });
          for (const colorScheme of SCHEMES) {
            await page.emulateMedia({ colorScheme });
            const found = await runAxe(page, colorScheme === "light" ? "all" : "colours", without);
            expect.soft(found, `${sample}, ${colorScheme}, ${width}`).toEqual([]);
          }
        }
      }
    });
  }
}
