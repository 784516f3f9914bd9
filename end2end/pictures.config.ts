// `npm run pictures`: what every page looks like, against `pictures`. `npm run pictures -- renew`
// is said as `RENEW=1 npm run pictures`.
import { defineConfig } from "@playwright/test";
import base from "./playwright.config";

export default defineConfig({
  ...base,
  testDir: ".",
  testMatch: "pictures.spec.ts",
  timeout: 300_000,
  projects: [{ name: "pictures", use: { deviceScaleFactor: 1, contextOptions: { reducedMotion: "reduce" } } }],
});
