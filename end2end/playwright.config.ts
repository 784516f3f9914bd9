import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

// What happens between servers, frames and the provider is the same at any width.
const anyWidth = [
  "anybody",
  "criteria-keyboard",
  "criteria-live",
  "criteria-operable",
  "criteria-perceivable",
  "criteria-understandable",
  "dashboard-pages",
  "dashboard-branding",
  "dashboard-payments",
  "dashboard-sign-in",
  "embed",
  "faults",
  "forgery",
  "html-example",
  "outbox",
  "pages",
  "privacy",
  "quick-start",
  "reference",
  "resilience",
  "scaling",
  "shop",
];

// Debian's packages, the quicker one first; else Playwright finds its own copy.
const chromium = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
].find((path) => path && existsSync(path));

export default defineConfig({
  testDir: "tests",
  outputDir: "results",
  // A test that passes at the second try hides a fault.
  retries: 0,
  // Half of what a test does is wait: for a page, a frame, a clock.
  workers: 3,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // Deadlines, not delays: a test ends when what it waits for is there.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: process.env.CI
    ? [["list"]]
    : [["list"], ["html", { open: "never", outputFolder: "report" }]],
  use: {
    browserName: "chromium",
    // A trace of every test would take as long again as the tests: `--trace on` when one fails.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: chromium,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // A merchant's own host, for the example that has one.
        "--host-resolver-rules=MAP pay.club.example 127.0.0.1",
      ],
    },
  },
  projects: [
    { name: "phone", grepInvert: /@desktop/, use: { viewport: { width: 320, height: 720 }, hasTouch: true } },
    {
      name: "desktop",
      testIgnore: anyWidth.map((name) => `**/${name}.spec.ts`),
      // These take both widths themselves on one way there, or are tried at the other one.
      grepInvert: /@both-widths|@phone/,
      use: { viewport: { width: 1280, height: 900 } },
    },
  ],
});
