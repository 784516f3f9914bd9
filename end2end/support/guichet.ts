// What every test starts from: a running server, its API, its twin, and no complaints.
import { test as base } from "@playwright/test";
import { Api } from "./api";
import { Complaints } from "./errors";
import { LIFE_MS, Server, type Ready } from "./server";
import { Twin } from "./twin";

/** One demo: a server, its twin and one merchant. */
export interface Guichet extends Ready {
  api: Api;
  twin: Twin;
  server: Server;
}

interface PerTest {
  /** A server that no other test touches: to kill it, or to move its clock. */
  own: Guichet;
  /** What the pages of this test complain about; anything unforgiven fails the test. */
  complaints: Complaints;
}

/** Playwright's `test` with a `guichet` that lives as long as the worker. */
export const test = base.extend<PerTest, { guichet: Guichet }>({
  guichet: [
    async ({}, use) => {
      await serve(use);
    },
    { scope: "worker", timeout: LIFE_MS },
  ],
  own: [
    async ({ context }, use) => {
      await serve(async (guichet) => {
        await use(guichet);
        // A page that is open when its server ends would ask for it again.
        await Promise.all(context.pages().map((page) => page.close()));
      });
    },
    { timeout: LIFE_MS },
  ],
  complaints: [
    async ({ context }, use) => {
      const complaints = await Complaints.of(context);
      await use(complaints);
      complaints.expectNone();
    },
    { auto: true },
  ],
});

export { expect } from "@playwright/test";

async function serve(use: (guichet: Guichet) => Promise<void>): Promise<void> {
  const server = await Server.start();
  try {
    const { ready } = server;
    await use({ ...ready, api: new Api(ready), twin: new Twin(ready.twinUrl), server });
  } finally {
    await server.remove();
  }
}
