// A morning at a shop, by keyboard alone: the overview, a payment link that somebody opens, an
// endpoint that is edited and tried. Every screen in both languages and both lights.
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../support/axe";
import { expect, test } from "../support/guichet";

const NARROW = { width: 320, height: 720 };
const WIDE = { width: 1280, height: 900 };

async function press(control: Locator): Promise<void> {
  await control.focus();
  await control.press("Enter");
}

async function fill(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(text);
}

/** Axe in French by night on a phone, and in English by day on a desk. */
async function expectGood(page: Page, path: string): Promise<void> {
  for (const [lang, colorScheme, size] of [
    ["fr-CA", "dark", NARROW],
    ["en-CA", "light", WIDE],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(size);
    await page.goto(`${path}${path.includes("?") ? "&" : "?"}lang=${lang}`);
    await expect(page.locator("html")).toHaveAttribute("lang", lang);
    await page.evaluate(() => {
      for (const folded of document.querySelectorAll("main details")) {
        (folded as HTMLDetailsElement).open = true;
      }
    });
    await expectAccessible(page, `${path} ${lang}`);
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wide, `${path} ${lang} is wider than the window`).toBeLessThanOrEqual(0);
  }
}

/** A merchant's server: what came, and what it answers. */
async function receiver() {
  const came: { headers: IncomingHttpHeaders; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", () => {
      came.push({ headers: request.headers, body });
      response.writeHead(418).end("short and stout");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { came, url: `http://127.0.0.1:${port}/hooks`, close: () => server.close() };
}

test("a shop's people see how it goes, make a payment link and try an endpoint", async ({
  own,
  page,
}) => {
  test.setTimeout(120_000);
  const at = (path: string) => new URL(path, own.dashboardUrl).href;
  const heading = (name: string) => page.getByRole("heading", { level: 1, name });
  const section = (name: string) =>
    page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name, exact: true });

  await test.step("the overview says what to do next", async () => {
    await page.goto(own.dashboardUrl);
    await expect(heading("Overview")).toBeVisible();
    await expectGood(page, at("/dashboard"));
    await page.setViewportSize(NARROW);
    await page.goto(at("/dashboard/audit"));
    // The section that is shown is in sight, however many stand before it.
    await expect(section("Audit log")).toBeInViewport({ ratio: 1 });
    await press(page.locator("summary", { hasText: "Menu" }));
    await expect(page.getByRole("button", { name: "Switch to live" })).toBeInViewport();
    await expectAccessible(page, "the menu");
    await page.goto(at("/dashboard"));
    await press(page.getByRole("link", { name: "Make a first payment" }));
    await expect(heading("New payment link")).toBeVisible();
  });

  let link = "";
  await test.step("a payment link is made, and a customer opens it", async () => {
    await expectGood(page, at("/dashboard/payment-links/new"));
    await fill(page, "What it is for", "Winter camp");
    await fill(page, "Amount", "$40");
    await page.keyboard.press("Enter");
    await expect(heading("Winter camp")).toBeVisible();
    link = page.url().replace(/\?.*/, "");
    const address = (await page.locator("#address").textContent()) ?? "";
    const loaded = page.locator(".qr img").evaluate((it: HTMLImageElement) => it.naturalWidth);
    expect(await loaded).toBeGreaterThan(0);
    const customer = await page.context().newPage();
    await customer.goto(address.trim());
    await expect(customer.locator("h1")).toHaveText("Winter camp");
    await customer.locator('form[data-form="payment_link"] button[type="submit"]').press("Enter");
    await expect(customer).toHaveURL(/\/c\//);
    await customer.close();
    await expectGood(page, link);
    await expect(page.getByRole("table")).toContainText("$40.00");
    await press(page.getByRole("button", { name: "Pause it" }));
    await expect(page.locator(".standing")).toContainText("Paused");
    await expectGood(page, at("/dashboard/payment-links"));
  });

  await test.step("an endpoint is made, tried and edited", async () => {
    const shop = await receiver();
    await press(section("Endpoints"));
    await fill(page, "Address", shop.url);
    await page.keyboard.press("Enter");
    await press(page.getByRole("link", { name: "I have kept it" }));
    await press(page.getByRole("link", { name: shop.url }));
    await page.getByLabel("An example of").selectOption("checkout.expired");
    await press(page.getByRole("button", { name: "Send it", exact: true }));
    await expect(page.getByRole("table")).toContainText("short and stout");
    await expect(page.getByRole("table")).toContainText("418");
    shop.close();
    expect(shop.came).toHaveLength(1);
    expect(JSON.parse(shop.came[0]!.body)).toMatchObject({
      type: "test",
      data: { event: "checkout.expired", example: { type: "checkout.expired" } },
    });
    expect(shop.came[0]!.headers["webhook-signature"]).toMatch(/^v1,/);
    const endpoint = page.url().replace(/[?#].*/, "");
    await expectGood(page, `${endpoint}?state=test`);

    await page.goto(endpoint);
    await press(page.locator("summary", { hasText: /^Edit$/ }));
    await page.getByLabel("Everything").press("Space");
    await page.getByLabel("A checkout is paid").press("Space");
    await fill(page, "Description", "Warehouse");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("status")).toHaveText("Saved.");
    await expect(page.getByText("Warehouse", { exact: true })).toBeVisible();
    await press(page.locator("summary", { hasText: /^Delete$/ }));
    await press(page.getByRole("button", { name: "Yes, delete it" }));
    await expect(page.getByRole("status")).toHaveText("Removed.");
  });

  await test.step("a domain of one's own is named", async () => {
    await press(section("Domain"));
    await fill(page, "Host", "pay.shop.example");
    await page.keyboard.press("Enter");
    await expect(page.getByText("_guichet.pay.shop.example")).toBeVisible();
    await expectGood(page, at("/dashboard/domain"));
  });
});
