// `cargo xtask bench page`: a measurement with the machinery of the tests.
import { defineConfig } from "@playwright/test";
import base from "./playwright.config";

export default defineConfig({
  ...base,
  testDir: "bench",
  testMatch: "page.ts",
  workers: 1,
  timeout: 600_000,
  reporter: "./bench/reporter.ts",
  projects: [{ name: "desktop", use: { viewport: { width: 1280, height: 900 } } }],
});
