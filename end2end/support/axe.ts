// Every rule that axe has, those that it leaves off by default included.
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import * as engine from "axe-core";

const EVERY_RULE = Object.fromEntries(
  engine.getRules().map(({ ruleId }) => [ruleId, { enabled: true }]),
);

/**
 * Fails with the rule, the element and the reason of each violation, in frames too. `without`
 * leaves a rule off, where what it asks for is more than is promised.
 */
export async function expectAccessible(
  page: Page,
  what: string,
  without?: "color-contrast-enhanced",
): Promise<void> {
  const off: typeof EVERY_RULE = without ? { [without]: { enabled: false } } : {};
  const axe = new AxeBuilder({ page }).options({ rules: { ...EVERY_RULE, ...off } });
  // Its older way is twice as fast, and misses only what is in frames.
  if (page.frames().length === 1) axe.setLegacyMode();
  const { violations } = await axe.analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`),
  );
  // Softly: one run shows what is wrong in both schemes.
  expect.soft(found, what).toEqual([]);
}

/** Those whose answer hangs on colours. */
const COLOUR_RULES = new Set(engine.getRules(["cat.color"]).map(({ ruleId }) => ruleId));

/** Which of the rules are asked. */
export type Extent = "all" | "colours";

/**
 * What axe finds on a page that is not in frames, by rule, element and reason. It is asked many
 * times of the same page, so it is brought there once; where nothing but colours has changed since,
 * only their rules need be.
 */
export async function runAxe(page: Page, extent: Extent, without: string[] = []): Promise<string[]> {
  const isThere = await page.evaluate(() => "axe" in window);
  if (!isThere) await page.evaluate(engine.source);
  const values = Object.keys(EVERY_RULE)
    .filter((rule) => extent === "all" || COLOUR_RULES.has(rule))
    .filter((rule) => !without.includes(rule));
  return page.evaluate(async (values) => {
    const { axe } = window as unknown as { axe: typeof engine };
    const runOnly = { type: "rule" as const, values };
    const { violations } = await axe.run({ runOnly, iframes: false, resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`),
    );
  }, values);
}
