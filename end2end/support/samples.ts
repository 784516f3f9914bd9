// Every page that there is, of checkouts that nobody made: `guichet samples` as a process.
//
// They come with the headers, stylesheet and fonts of the true ones and without scripts. What
// would stand in their bank frame is a page of the tests.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { test as base, type BrowserContext, type Page } from "@playwright/test";
import { Complaints } from "./errors";
import { LIFE_MS, executable } from "./server";
import type { Locale } from "./words";

/** The demonstration's shop, and one with everything that a shop can turn up. */
export const BRANDS = ["default", "loud"] as const;

export type Brand = (typeof BRANDS)[number];

export const SCHEMES = ["light", "dark"] as const;

export type Scheme = (typeof SCHEMES)[number];

/** A phone, a tablet and a desk, in CSS pixels. */
export const WIDTHS = [320, 768, 1280] as const;

/** Where they are and what there is. */
export interface Samples {
  url: string;
  brands: string[];
  pages: string[];
  letters: string[];
}

/** Playwright's `test` with the `samples`, which live as long as the worker. */
export const test = base.extend<{ complaints: Complaints }, { samples: Samples }>({
  samples: [
    async ({}, use) => {
      const brand = resolve(__dirname, "../brands/loud.json");
      const server = spawn(executable(), ["samples", "--json", "--brand", brand], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const ended = once(server, "exit");
      const line = once(createInterface({ input: server.stdout }), "line");
      try {
        const [text] = (await Promise.race([line, ended])) as [unknown];
        if (typeof text !== "string") throw new Error("guichet samples ended before it was ready");
        await use(JSON.parse(text) as Samples);
      } finally {
        server.kill("SIGTERM");
        await ended;
      }
    },
    { scope: "worker", timeout: LIFE_MS },
  ],
  complaints: [
    async ({ context }, use) => {
      await stubBank(context);
      const complaints = await Complaints.of(context);
      await use(complaints);
      complaints.expectNone();
    },
    { auto: true },
  ],
});

const BANK = `<!doctype html><html lang="en"><title>The bank</title>
<meta name="viewport" content="width=device-width"><style>html { background: #fff; color: #000 }</style>
<main><h1>The bank</h1><p><label>User <input></label></p><p><button>Sign in</button></p></main>`;

const CODE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><rect width="2" height="2" fill="#fff"/>
<path d="M0 0h1v1h1v1h-1v-1h-1z"/></svg>`;

/** What would come from elsewhere: the page in the bank frame, and the code for a phone. */
export async function stubBank(context: BrowserContext): Promise<void> {
  await context.route(/payments\.bank\.example|\/c\/[^/]+\/link\/frame/, (route) =>
    route.fulfill({ contentType: "text/html", body: BANK }),
  );
  await context.route(/\/c\/[^/]+\/qr\.svg/, (route) =>
    route.fulfill({ contentType: "image/svg+xml", body: CODE }),
  );
}

export { expect } from "@playwright/test";

/** Where a page stands. */
export function address(samples: Samples, brand: Brand, page: string, locale: Locale): string {
  return `${samples.url}/${brand}/${page}?lang=${locale}`;
}

/** Opens a page and waits for its fonts. */
export async function open(
  page: Page,
  samples: Samples,
  sample: string,
  { brand = "default", locale = "en-CA" }: { brand?: Brand; locale?: Locale } = {},
): Promise<void> {
  await page.goto(address(samples, brand, sample, locale));
  // They come without scripts: what stands in for one that never starts is looked at elsewhere.
  await page.evaluate(() => (document.documentElement.dataset.started = "watch"));
  await page.evaluate(() => document.fonts.ready);
}
