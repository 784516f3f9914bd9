// Nobody but the bank's own frame is heard, and it only where it makes sense.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import type { Frame, Page } from "@playwright/test";
import { LINKED } from "../support/api";
import { CheckoutPage } from "../support/checkout";
import { FORGERIES, LINKS, MALFORMED, type Forgery } from "../support/forgery";
import { expect, test } from "../support/guichet";
import { SAYS } from "../support/words";

let stranger: Server;

test.beforeAll(async () => {
  stranger = createServer((_, answer) => {
    answer.setHeader("content-type", "text/html").end("<!doctype html><title>A stranger</title>");
  }).listen(0, "127.0.0.1");
  await once(stranger, "listening");
});

test.afterAll(() => stranger.close());

test("300 forged messages move nothing, and the next true one is heard", async ({
  guichet,
  page,
}) => {
  test.slow();
  const hints: string[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).pathname === "/actions/hint") hints.push(request.postData() ?? "");
  });
  const checkout = await guichet.api.createCheckout();
  const shown = new CheckoutPage(page);
  await shown.open(checkout);
  await shown.start("guaranteed_eft");
  await shown.hydrated();
  await shown.mark();
  await shown.bank.shows("consent");
  await expect(shown.main).toHaveAttribute("data-step", "APP_MOUNTED");
  await expect.poll(async () => (await guichet.api.timeline(checkout.id)).length).toBeGreaterThan(3);
  const before = { page: await picture(shown), api: await guichet.api.readCheckout(checkout.id) };
  const hintsBefore = hints.length;

  // The page's policy lets the twin's origin into a frame and no other, so a third origin can
  // reach the page only as a window that it opened; nothing of the policy is bypassed here.
  const another = await addFrame(page, `${guichet.twinUrl}/`);
  const blank = await addFrame(page, "about:blank");
  const [popup] = await Promise.all([
    page.waitForEvent("popup"),
    page.evaluate((url) => void window.open(url), origin(stranger)),
  ]);
  await popup.waitForLoadState();
  await page.bringToFront();
  const heard = await listen(page);

  let sent = 0;
  for (const [from, to] of [
    [another, "parent"],
    [blank, "parent"],
    [popup.mainFrame(), "opener"],
    [page.mainFrame(), "self"],
  ] as const) {
    sent += await post(from, to, FORGERIES);
  }
  sent += await post(bankFrame(page, guichet.twinUrl), "parent", MALFORMED);
  await expect.poll(heard).toBe(sent);
  const dispatched = await dispatch(page, guichet.twinUrl);
  expect(sent + dispatched).toBeGreaterThanOrEqual(300);

  // The page has handled all of them and still answers at once.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done(null))));
  expect(await picture(shown)).toEqual(before.page);
  expect(hints.length).toBe(hintsBefore);
  expect(await guichet.api.readCheckout(checkout.id)).toEqual(before.api);
  await shown.expectNotReloaded();

  await shown.bank.walk("sign-in");
  await expect(shown.main).toHaveAttribute("data-step", "INSTITUTION_SELECTED");
  await expect.poll(() => hints.length).toBe(hintsBefore + 1);
  await shown.bank.walk("agreement");
  await shown.bank.sign();
  await shown.shows("paid", "paid", "en-CA");
});

test("a frame that says SUCCESS too early shows that we are checking, and nothing more", async ({
  guichet,
  page,
}) => {
  const checkout = await guichet.api.createCheckout();
  const shown = new CheckoutPage(page);
  await shown.open(checkout);
  await shown.start("guaranteed_eft");
  await shown.hydrated();
  await shown.bank.shows("consent");

  await bankFrame(page, guichet.twinUrl).evaluate(() =>
    parent.postMessage({ Step: "SUCCESS" }, "*"),
  );

  await expect(shown.main).toHaveAttribute("data-screen", "checking");
  await expect(shown.main).toHaveAttribute("data-status", "processing");
  expect(await guichet.api.readCheckout(checkout.id)).toMatchObject({
    status: "processing",
    payment: null,
  });
});

test("a login that a stranger claims to be linked is not heard", async ({ guichet, page }) => {
  const links: string[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).pathname === "/actions/link") links.push(request.url());
  });
  const checkout = await guichet.api.createCheckout(LINKED);
  const shown = new CheckoutPage(page);
  await shown.open(checkout);
  await shown.startLinking();
  await shown.hydrated();
  const another = await addFrame(page, `${guichet.twinUrl}/`);
  const heard = await listen(page);

  const sent =
    (await post(another, "parent", LINKS)) + (await post(page.mainFrame(), "self", LINKS));

  await expect.poll(heard).toBe(sent);
  await expect(shown.main).toHaveAttribute("data-screen", "link");
  expect(links).toEqual([]);
});

test("a login that the frame makes up leads to nobody's account", async ({ guichet, page }) => {
  const checkout = await guichet.api.createCheckout(LINKED);
  const shown = new CheckoutPage(page);
  await shown.open(checkout);
  await shown.startLinking();
  await shown.hydrated();

  const frame = page.frames().find((frame) => frame.url().includes("/v2/"));
  await frame?.evaluate(() =>
    parent.postMessage({ step: "REDIRECT", loginId: "00000000-0000-4000-8000-000000000000" }, "*"),
  );

  await shown.shows("sign_in_failed", "open", "en-CA");
  await expect(shown.main).toContainText(SAYS.nothingTaken["en-CA"]);
  const open = await guichet.api.readCheckout(checkout.id);
  expect(open.payment).toBeNull();
});

/** All that a customer sees of a state. Its number is not: the server goes on reading. */
async function picture({ main }: CheckoutPage): Promise<unknown> {
  return main.evaluate((main) => ({
    data: { ...main.dataset, seq: null },
    path: [...main.querySelectorAll<HTMLElement>("[data-stage]")].map((row) => row.dataset.state),
    text: main.textContent,
    frame: main.querySelector("iframe")?.src,
  }));
}

async function addFrame(page: Page, src: string): Promise<Frame> {
  const element = await page.evaluateHandle((src) => {
    const frame = document.createElement("iframe");
    frame.src = src;
    // Outside of main, which the island may replace.
    document.body.append(frame);
    return new Promise<HTMLIFrameElement>((loaded) => {
      frame.onload = () => loaded(frame);
      if (src === "about:blank") loaded(frame);
    });
  }, src);
  const frame = await element.asElement()?.contentFrame();
  if (!frame) throw new Error(`no frame at ${src}`);
  return frame;
}

function bankFrame(page: Page, twinUrl: string): Frame {
  const frame = page.frames().find((frame) => frame.url().includes("sessionId="));
  if (!frame?.url().startsWith(twinUrl)) throw new Error("the bank frame is gone");
  return frame;
}

function origin(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** Counts the messages that reach the page from now on. */
async function listen(page: Page): Promise<() => Promise<number>> {
  const counter = await page.evaluateHandle(() => {
    const counter = { count: 0 };
    addEventListener("message", () => (counter.count += 1));
    return counter;
  });
  return () => counter.evaluate(({ count }) => count);
}

/** Posts each message from `frame` to the page, and returns how many were sent. */
async function post(
  frame: Frame,
  to: "parent" | "opener" | "self",
  messages: Forgery[],
): Promise<number> {
  // The messages are made where they are sent from: a circle or a map cannot travel there.
  const code = messages.map(({ data }) => `${to}.postMessage(${data}, "*");`).join("\n");
  await frame.evaluate(`(() => { ${code} })()`);
  return messages.length;
}

/** Dispatches events that claim the bank's origin and window, as a page script could. */
async function dispatch(page: Page, twinUrl: string): Promise<number> {
  return page.evaluate((origin) => {
    const source = document.querySelector<HTMLIFrameElement>('iframe[data-frame="bank"]')
      ?.contentWindow;
    const shapes = [
      { Step: "SUCCESS" },
      { step: "SUCCESS" },
      '{"Step":"SUCCESS"}',
      { Step: "INSTITUTION_SELECTED" },
      { Step: "CLOSE" },
    ];
    for (const data of shapes) {
      dispatchEvent(new MessageEvent("message", { data, origin, source: source ?? null }));
    }
    return shapes.length;
  }, twinUrl);
}
