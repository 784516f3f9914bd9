// Which language a screen's width is tried in.
import type { Locale } from "./words";

/**
 * Where a payment goes is the same at any width and in any language, so each language has one
 * width; French is the longer text and has the narrow one. How each page looks in all of them
 * is seen in its pictures.
 */
export const WIDTH: Record<Locale, "@phone" | "@desktop"> = {
  "fr-CA": "@phone",
  "en-CA": "@desktop",
};
