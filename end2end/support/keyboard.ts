// The way of somebody who has nothing but a keyboard.
import type { Page } from "@playwright/test";

/** Presses Tab until this has the focus, on the page or in the bank frame. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press("Tab");
    for (const frame of page.frames()) {
      const isThere = await frame
        .evaluate(
          (selector) => document.hasFocus() && document.activeElement?.matches(selector),
          selector,
        )
        .catch(() => false);
      if (isThere) return;
    }
  }
  throw new Error(`the keyboard does not reach ${selector}`);
}
