// One visit of each page collects whatever is to be known about it: what the tests say of every
// page they say of what was seen then.
import type { Browser, Page } from "@playwright/test";
import { Complaints } from "./errors";
import { BRANDS, expect, open, stubBank, type Brand, type Samples } from "./samples";
import { LOCALES, type Locale } from "./words";

/** Looks at one thing in the page, where it runs alone, and tells what it found. */
export type Look = () => string[];

/** How a page is shown, and what is looked at then. */
export interface Stage {
  /** What it is called when something is wrong. */
  name: string;
  /** In which brands and languages it is of interest; in all of them if it does not say. */
  isFor?: (brand: Brand, locale: Locale) => boolean;
  /** Makes it so. */
  set: (page: Page) => Promise<void>;
  looks: Record<string, Look>;
  /** Takes back what the next stage would not. */
  undo?: (page: Page) => Promise<void>;
}

/** What was found on one page. */
export interface Seen {
  sample: string;
  brand: Brand;
  locale: Locale;
  found: string[];
}

/** What was found on every page, by the name of the look. */
export class Facts {
  private readonly seen = new Map<string, (Seen & { stage: string })[]>();

  /** Takes note. */
  add(look: string, seen: Seen & { stage: string }): void {
    this.seen.set(look, [...(this.seen.get(look) ?? []), seen]);
  }

  /** What a look found, page by page. */
  all(look: string): Seen[] {
    const seen = this.seen.get(look);
    if (!seen) throw new Error(`nobody looked at ${look}`);
    return seen;
  }

  /** Fails with each page on which a look found anything. */
  expectNone(look: string): void {
    this.all(look);
    const faults = (this.seen.get(look) ?? [])
      .filter(({ found }) => found.length > 0)
      .map(({ sample, brand, locale, stage, found }) => [`${sample}, ${locale}, ${brand}, ${stage}`, found]);
    expect(Object.fromEntries(faults)).toEqual({});
  }
}

/** The default brand in English, which is enough for what neither colours nor words change. */
export const isPlain = (brand: Brand, locale: Locale) => brand === "default" && locale === "en-CA";

/** The default brand in both languages. */
export const isDefault = (brand: Brand) => brand === "default";

/** Visits every page once in each brand and language in which a stage is of interest. */
export async function visit(browser: Browser, samples: Samples, stages: Stage[]): Promise<Facts> {
  const facts = new Facts();
  const context = await browser.newContext();
  await stubBank(context);
  const complaints = await Complaints.of(context);
  const page = await context.newPage();
  for (const brand of BRANDS) {
    for (const locale of LOCALES) {
      const here = stages.filter(({ isFor }) => !isFor || isFor(brand, locale));
      if (here.length === 0) continue;
      for (const sample of samples.pages) {
        await open(page, samples, sample, { brand, locale });
        for (const { name, set, looks, undo } of here) {
          await set(page);
          const all = Object.entries(looks).map(([look, of]) => `${JSON.stringify(look)}: (${of.toString()})()`);
          const found = await page.evaluate<Record<string, string[]>>(`({ ${all.join(", ")} })`);
          for (const look of Object.keys(looks)) {
            facts.add(look, { sample, brand, locale, stage: name, found: found[look] ?? [] });
          }
          await undo?.(page);
        }
      }
    }
  }
  await context.close();
  complaints.expectNone();
  return facts;
}
