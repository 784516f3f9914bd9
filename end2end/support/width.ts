// Which language a screen's width is tried in.
import type { Locale } from "./words";

/**
 * Where a payment goes is the same at any width and in any language, so each language has one
 * width; French is the longer text and has the narrow one. That no page breaks a rule in any of the
 * four pairs is asked by `pages.spec.ts`.
 */
export const WIDTH: Record<Locale, "@phone" | "@desktop"> = {
  "fr-CA": "@phone",
  "en-CA": "@desktop",
};
