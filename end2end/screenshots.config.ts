// `npm run screenshots`: the pictures of the documentation, not part of the tests.
import { defineConfig } from "@playwright/test";
import base from "./playwright.config";

export default defineConfig({
  ...base,
  testDir: ".",
  testMatch: "screenshots.ts",
  reporter: "list",
  projects: [{ name: "pictures" }],
});
