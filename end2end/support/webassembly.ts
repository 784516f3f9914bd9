// Browsers in which WebAssembly does not run.
import type { BrowserContext, Page } from "@playwright/test";
import type { Complaints } from "./errors";

/** Where it comes from. */
export const WASM = "**/*.wasm";

/** Keeps it from pages, and forgives what browsers say about that. */
export async function blockWebAssembly(
  pages: Page | BrowserContext,
  complaints: Complaints,
): Promise<void> {
  complaints.forgive(/ERR_FAILED.*\.wasm/);
  await pages.route(WASM, (route) => route.abort());
}
