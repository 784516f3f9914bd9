// The example without a server, as it is written: on an origin of its own, with the checkout at
// the merchant's own host.
import { execFile } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { expectAccessible } from "../support/axe";
import { Bank } from "../support/bank";
import { expect, test, type Guichet } from "../support/guichet";
import { executable } from "../support/server";

const FOLDER = resolve(__dirname, "../../examples/html");
// The configuration of these tests has browsers find it here.
const HOST = "pay.club.example";
const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

let server: Server;
let origin = "";
let written: (text: string) => string = (text) => text;

test.beforeAll(async () => {
  server = createServer(async ({ url = "/" }, answer) => {
    const name = url === "/" ? "index.html" : url.slice(1);
    const text = await readFile(join(FOLDER, name), "utf8").catch(() => undefined);
    answer.setHeader("content-type", TYPES[extname(name)] ?? "text/plain");
    if (text === undefined) answer.writeHead(404).end();
    else answer.end(written(text));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  // Another site than the checkout's.
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
});

test.afterAll(() => server.close());

/** Gives the merchant a host of its own, and says where pages are there. */
async function ownHost({ api, server, merchantId, url }: Guichet): Promise<string> {
  expect((await api.call("PUT", "/v1/domain", { host: HOST })).status).toBe(200);
  const args = ["merchant", "domain", "prove", HOST, "--merchant", merchantId, "--mode", "test"];
  await promisify(execFile)(executable(), [...args, "--data", server.data]);
  const there = `http://${HOST}:${new URL(url).port}`;
  await expect
    .poll(async () => (await api.createCheckout()).url)
    .toContain(there);
  return there;
}

test("a static page is paid on, in a dialog and in the page, at the merchant's own host", async ({
  own,
  page,
  complaints,
}) => {
  // Nothing encrypts between a test and its server.
  complaints.forgive(/Cross-Origin-Opener-Policy header has been ignored/);
  const there = await ownHost(own);
  const link = async (offer: Record<string, unknown>) => {
    const made = await own.api.call("POST", "/v1/payment_links", offer);
    const { url } = (await made.json()) as { url: string };
    expect(url).toContain(`${there}/l/`);
    return url.split("/l/")[1] ?? "";
  };
  const membership = await link({ amount: 9_000, description: "Membership, one year" });
  const gift = await link({ min_amount: 500, suggested_amount: 2_500 });
  expect((await own.api.call("PUT", "/v1/embedding", { origins: [origin] })).status).toBe(200);
  written = (text) =>
    text
      .replaceAll("https://pay.example", there)
      .replaceAll("MEMBERSHIP", membership)
      .replaceAll("GIFT", gift);

  await page.goto(origin);
  const inline = page.frameLocator('guichet-checkout:not([mode="modal"]) iframe');
  await expect(inline.getByLabel("Amount")).toHaveValue("25.00");
  await expectAccessible(page, "the example");

  await page.getByRole("link", { name: "Become a member" }).click();
  const modal = page.frameLocator('guichet-checkout[mode="modal"] iframe');
  await expect(modal.locator("h1")).toHaveText("Membership, one year");
  await modal.locator('form[data-form="payment_link"] button').click();
  await modal.locator('input[name="first_name"]').fill("John");
  await modal.locator('input[name="last_name"]').fill("Doe");
  await modal.locator('input[name="email"]').fill("john.doe@example.com");
  await modal.locator('label[for="method-guaranteed_eft"]').click();
  await modal.locator('form[data-form="start"] button[type="submit"]').click();
  const bank = new Bank(modal.frameLocator('iframe[data-frame="bank"]'));
  await bank.walk("agreement", "Happy1");
  await bank.sign();
  await expect(page.locator("#told")).toContainText("Thank you");
  await page.keyboard.press("Escape");

  await inline.getByLabel("Amount").fill("5.50");
  await inline.locator('form[data-form="payment_link"] button').click();
  await expect(inline.locator("main")).toHaveAttribute("data-screen", "choose");
  const made = await own.api.listCheckouts();
  const paid = made.filter((checkout) => checkout.status === "paid");
  expect(paid.map((checkout) => checkout.amount)).toEqual([9_000]);
  expect(made.some((checkout) => checkout.amount === 550)).toBe(true);

  // Nothing but the merchant's pages is there.
  for (const path of ["/v1/openapi.json", "/dashboard", "/healthz", "/demo"]) {
    expect((await page.request.get(`${own.url}${path}`, { headers: { host: HOST } })).status()).toBe(404);
  }
});
