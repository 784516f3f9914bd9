// What every page looks like, and the letter: one sheet for each of them and language, with both
// brands, by day and by night, at three widths. `RENEW=1 npm run pictures` takes them anew, to be
// looked at before they are kept.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { difference } from "./support/compare";
import { expect, test, type Samples } from "./support/samples";
import { draw, openTable } from "./support/sheet";
import { LOCALES } from "./support/words";

const FOLDER = resolve(__dirname, "pictures");
const RENEWS = Boolean(process.env.RENEW);

/** All of them together stay this small, in bytes. */
const BUDGET = 6_500_000;

const shown = ({ pages, letters }: Samples) => [...pages, ...letters];

for (const locale of LOCALES) {
  test(`every page looks as it did: ${locale}`, async ({ page, samples }, info) => {
    const outputPath = (...name: string[]) => info.outputPath(...name);
    mkdirSync(FOLDER, { recursive: true });
    await openTable(page, samples);
    for (const sample of shown(samples)) {
      const name = `${sample}.${locale}`;
      const kept = `${FOLDER}/${name}.webp`;
      const actual = await draw(page, samples, sample, locale);
      if (RENEWS) {
        const before = existsSync(kept) ? readFileSync(kept) : null;
        if (!before || (await difference(page, before, actual))) writeFileSync(kept, actual);
        continue;
      }
      if (!existsSync(kept)) {
        writeFileSync(outputPath(`${name}.actual.webp`), actual);
        expect.soft(null, `${name} has no picture: RENEW=1 npm run pictures`).toBe(name);
        continue;
      }
      const expected = readFileSync(kept);
      const differs = await difference(page, expected, actual);
      if (!differs) continue;
      writeFileSync(outputPath(`${name}.expected.webp`), expected);
      writeFileSync(outputPath(`${name}.actual.webp`), actual);
      if (differs.picture) writeFileSync(outputPath(`${name}.difference.png`), differs.picture);
      expect.soft(differs.what, `${name}, see ${outputPath()}`).toBe("the same");
    }
  });
}

test("there is no picture of what there is not, and all of them are small", async ({ samples }) => {
  const known = shown(samples).flatMap((page) => LOCALES.map((locale) => `${page}.${locale}.webp`));
  const kept = existsSync(FOLDER) ? readdirSync(FOLDER) : [];
  const unknown = kept.filter((file) => !known.includes(file));
  if (RENEWS) for (const file of unknown) rmSync(`${FOLDER}/${file}`);
  else expect(unknown).toEqual([]);
  const bytes = kept.reduce((sum, file) => sum + readFileSync(`${FOLDER}/${file}`).length, 0);
  expect(bytes).toBeLessThanOrEqual(BUDGET);
});
