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
