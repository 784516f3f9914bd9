// `npm run pictures`: what every page looks like, against `pictures`; with `RENEW=1` it takes them
// anew.
import { defineConfig } from "@playwright/test";
import base from "./playwright.config";

export default defineConfig({
  ...base,
  testDir: ".",
  testMatch: "pictures.spec.ts",
  timeout: 300_000,
  projects: [{ name: "pictures", use: { deviceScaleFactor: 1, contextOptions: { reducedMotion: "reduce" } } }],
});
