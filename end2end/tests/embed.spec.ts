// A checkout in a shop's own page, on an origin that is not ours.
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { FrameLocator, Page } from "@playwright/test";
import { expectAccessible } from "../support/axe";
import { Bank } from "../support/bank";
import { expect, test, type Guichet } from "../support/guichet";

/** What the shop's page heard, in order. */
type Heard = [name: string, detail: Record<string, unknown>][];

interface Shop {
  origin: string;
  /** Puts a page at `/`. */
  show(body: string, lang?: string): void;
}

let server: Server;
let shop: Shop;
let html = "";

test.beforeAll(async () => {
  server = createServer((_, answer) => {
    // As tight as a careful shop is: scripts and frames from the checkout's origin only.
    const policy = "default-src 'none'; script-src http: 'nonce-own'; frame-src http:; img-src data:";
    answer.setHeader("content-type", "text/html; charset=utf-8");
    answer.setHeader("content-security-policy", policy).end(html);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  shop = {
    // Another site than 127.0.0.1, as a shop's is.
    origin: `http://localhost:${port}`,
    show: (body, lang = "en") => {
      html =
        `<!doctype html><html lang="${lang}"><head><title>Shop</title><link rel="icon" href="data:,">` +
        `<script nonce="own">window.heard = []; for (const name of ["ready", "status", "close", "error"])` +
        ` addEventListener("guichet-" + name, (e) => heard.push([name, e.detail]));</script></head>` +
        `<body><main><h1>Your order</h1>${body}</main></body></html>`;
    },
  };
});

test.afterAll(() => server.close());

async function allow({ api }: Guichet, origins: string[]): Promise<void> {
  expect((await api.call("PUT", "/v1/embedding", { origins })).status).toBe(200);
}

function script({ url }: Guichet): string {
  return `<script type="module" src="${url}/embed/v1.js"></script>`;
}

function heard(page: Page): Promise<Heard> {
  return page.evaluate(() => (window as unknown as { heard: Heard }).heard);
}

function inside(page: Page): FrameLocator {
  return page.frameLocator("guichet-checkout iframe");
}

async function pay(frame: FrameLocator): Promise<void> {
  await frame.locator('label[for="method-guaranteed_eft"]').click();
  await frame.locator('form[data-form="start"] button[type="submit"]').click();
  const bank = new Bank(frame.frameLocator('iframe[data-frame="bank"]'));
  await bank.shows("consent");
  await bank.walk("agreement");
  await bank.sign();
}

test("inline: the customer pays in the shop's page, which hears each status once", async ({
  own,
  page,
}) => {
  await allow(own, [shop.origin]);
  const { url } = await own.api.createCheckout();
  shop.show(`<guichet-checkout src="${url}"><a href="${url}">Pay</a></guichet-checkout>${script(own)}`);
  await page.goto(shop.origin);
  const frame = inside(page);
  const main = frame.locator("main");
  await expect(main).toHaveAttribute("data-screen", "choose");
  await expect.poll(() => heard(page)).toEqual([["ready", {}], ["status", { status: "open" }]]);
  await expect(page.getByRole("link", { name: "Pay" })).toBeHidden();

  // The frame is as high as what stands in it: nothing scrolls inside.
  const overhang = () => main.evaluate(() => document.documentElement.scrollHeight - innerHeight);
  await expect.poll(overhang).toBeLessThanOrEqual(0);
  await expectAccessible(page, "inline");

  await pay(frame);
  await expect(main).toHaveAttribute("data-status", "paid");
  await expect.poll(() => heard(page)).toEqual([
    ["ready", {}],
    ["status", { status: "open" }],
    ["status", { status: "processing" }],
    ["status", { status: "paid" }],
  ]);
  await expect.poll(overhang).toBeLessThanOrEqual(0);
  await frame.locator('a[href*="/receipt"]').click();
  await expect(frame.locator(".receipt")).toBeVisible();
  await expect.poll(overhang).toBeLessThanOrEqual(0);
  expect(await page.locator("guichet-checkout").evaluate((it) => it.shadowRoot?.mode)).toBe("open");
});

test("inline: the bank's page in full opens beside the shop's, which goes on hearing", async ({
  context,
  own,
  page,
}) => {
  await allow(own, [shop.origin]);
  const { url } = await own.api.createCheckout();
  shop.show(`<guichet-checkout src="${url}"><a href="${url}">Pay</a></guichet-checkout>${script(own)}`);
  await page.goto(shop.origin);
  const frame = inside(page);
  await frame.locator('label[for="method-guaranteed_eft"]').click();
  await frame.locator('form[data-form="start"] button[type="submit"]').click();
  const full = frame.locator("a[data-full]");
  const [opened] = await Promise.all([context.waitForEvent("page"), full.click()]);

  const bank = new Bank(opened);
  await bank.walk("agreement");
  await bank.sign();

  await expect(frame.locator("main")).toHaveAttribute("data-status", "paid");
  await expect.poll(async () => (await heard(page)).at(-1)).toEqual(["status", { status: "paid" }]);
});

test("modal: opens from the shop's own link by keyboard, and gives the focus back", async ({
  own,
  page,
}) => {
  await allow(own, [shop.origin]);
  const { url } = await own.api.createCheckout();
  shop.show(
    `<guichet-checkout mode="modal" src="${url}"><a href="${url}">Payer</a></guichet-checkout>${script(own)}`,
    "fr-CA",
  );
  await page.goto(shop.origin);
  const link = page.getByRole("link", { name: "Payer" });
  await page.waitForFunction(() => customElements.get("guichet-checkout"));
  await expect(page.locator("guichet-checkout iframe")).not.toHaveAttribute("src", /./);
  await page.keyboard.press("Tab");
  await expect(link).toBeFocused();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Paiement" });
  await expect(dialog).toBeVisible();
  await expect(inside(page).locator("main")).toHaveAttribute("data-screen", "choose");
  await expect.poll(async () => (await heard(page)).length).toBe(2);
  await expectAccessible(page, "modal");
  // The whole way to the button leads through the dialog and nowhere behind it.
  const close = dialog.getByRole("button", { name: "Fermer" });
  // How many things the page inside has to pass is up to the browser.
  for (let steps = 0; steps < 40; steps += 1) {
    await page.keyboard.press("Shift+Tab");
    await expect(page.locator("guichet-checkout")).toBeFocused();
    if (await close.evaluate((it) => it.matches(":focus"))) break;
  }
  await expect(close).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(link).toBeFocused();
  const last = async () => (await heard(page)).at(-1);
  await expect.poll(last).toEqual(["close", { status: "open" }]);

  await page.keyboard.press("Enter");
  await expect(dialog).toBeVisible();
  await dialog.getByRole("button", { name: "Fermer" }).focus();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  // In the frame too, whose keys the dialog does not hear.
  await page.keyboard.press("Enter");
  await inside(page).locator("main").focus();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(link).toBeFocused();
  expect(page.url()).toBe(`${shop.origin}/`);
});

test("a page of an origin that is not on the list is shown nothing and told nothing", async ({
  own,
  page,
  complaints,
}) => {
  complaints.forgive(/frame-ancestors/);
  complaints.forgive(/chrome-error/);
  await allow(own, ["https://shop.example"]);
  const { url } = await own.api.createCheckout();
  shop.show(
    `<iframe title="bare" src="${url}"></iframe>` +
      `<script nonce="own">window.messages = []; addEventListener("message", (e) => messages.push(e.data));` +
      `document.querySelector("iframe").onload = (e) => { window.loaded = true;` +
      ` e.target.contentWindow.postMessage({ checkout: 1, type: "hello" }, "*"); };</script>`,
  );
  await page.goto(shop.origin);
  await page.waitForFunction(() => (window as unknown as { loaded?: true }).loaded);
  await expect(page.frameLocator("iframe").locator("main[data-status]")).toHaveCount(0);
  expect(await page.evaluate(() => (window as unknown as { messages: unknown[] }).messages)).toEqual([]);
});

test("a shop on the list that is framed by somebody else is shown nothing", async ({
  own,
  page,
  complaints,
}) => {
  complaints.forgive(/frame-ancestors/);
  complaints.forgive(/chrome-error/);
  // The element speaks to the exact origin of the checkout, and to nobody who stands there.
  complaints.forgive(/does not match the recipient window's origin/);
  await allow(own, [shop.origin]);
  const { url } = await own.api.createCheckout();
  shop.show(`<guichet-checkout src="${url}"></guichet-checkout>${script(own)}`);
  // The same page under another name is another origin, around the one that is allowed.
  await page.goto(shop.origin.replace("localhost", "127.0.0.1"));
  await page.waitForFunction(() => customElements.get("guichet-checkout"));
  await expect(page.frames()[1]?.locator("main[data-status]") ?? page.locator("nothing")).toHaveCount(0);
  expect((await heard(page)).filter(([name]) => name !== "error")).toEqual([]);
});

test("messages that strangers forge move nothing in the shop's page", async ({ own, page }) => {
  await allow(own, [shop.origin]);
  const { url } = await own.api.createCheckout();
  shop.show(
    `<guichet-checkout src="${url}"></guichet-checkout><iframe title="other" srcdoc="<p>Other</p>"></iframe>${script(own)}`,
  );
  await page.goto(shop.origin);
  await expect.poll(async () => (await heard(page)).length).toBe(2);
  const before = await heard(page);
  const paid = { checkout: 1, type: "state", status: "paid" };
  await page.evaluate((paid) => {
    postMessage(paid, "*");
    const frame = document.querySelector("guichet-checkout")?.shadowRoot?.querySelector("iframe");
    const init = { data: paid, origin: new URL(frame?.src ?? "").origin, source: frame?.contentWindow };
    dispatchEvent(new MessageEvent("message", init));
  }, paid);
  const other = page.frames().find((frame) => frame.url() === "about:srcdoc");
  await other?.evaluate((paid) => parent.postMessage(paid, "*"), paid);
  // From the right window and origin, and still none of the words that there are.
  const inner = page.frames().find((frame) => frame.url() === url);
  await inner?.evaluate((shop) => {
    for (const data of [null, 1, "paid", [], {}, { checkout: 2, type: "state", status: "paid" },
      { checkout: 1, type: "state", status: "PAID" }, { checkout: 1, type: "height", height: "1e9" },
      { checkout: 1, type: "height", height: Number.NaN }, { checkout: 1, type: "state" }])
      parent.postMessage(data, shop);
  }, shop.origin);
  await page.evaluate(() => new Promise((done) => setTimeout(done)));
  expect(await heard(page)).toEqual(before);
});

test("what leads nowhere leaves the shop's own link", async ({ own, page }) => {
  for (const src of ["javascript:alert(1)", "data:text/html,x", "/c/relative", "https://pay.example/", ""]) {
    shop.show(`<guichet-checkout src="${src}"><a href="/">Pay here</a></guichet-checkout>${script(own)}`);
    await page.goto(shop.origin);
    await expect.poll(() => heard(page), src).toEqual([["error", { code: "bad_src" }]]);
    await expect(page.getByRole("link", { name: "Pay here" })).toBeVisible();
    await expect(page.locator("guichet-checkout iframe")).toHaveCount(0);
  }
});
