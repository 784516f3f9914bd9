// What a customer's browser, network and machine do to a page, and what ours do to it.
import type { Page, Request } from "@playwright/test";
import { CheckoutPage } from "../support/checkout";
import { expect, test, type Guichet } from "../support/guichet";
import { WASM, blockWebAssembly } from "../support/webassembly";
import { SAYS, TITLE } from "../support/words";

const EVENTS = "**/c/*/events?*";
const STATE = "**/c/*/state?*";

test("what the bank says before the page listens is not lost", async ({ guichet, page }) => {
  const wasm = gate();
  await page.route(WASM, async (route) => {
    await wasm.opened;
    await route.continue();
  });
  const { shown } = await atTheBank(guichet, page);
  await shown.bank.walk("sign-in");
  await expect(page.locator("html")).not.toHaveAttribute("data-started");
  await expect(page.locator('[data-stage="bank"]')).toHaveAttribute("data-state", "next");

  wasm.open();

  await shown.hydrated();
  await expect(shown.main).toHaveAttribute("data-step", "INSTITUTION_SELECTED");
  await expect(page.locator('[data-stage="opened"]')).toHaveAttribute("data-state", "done");
  await expect(page.locator('[data-stage="bank"]')).toHaveAttribute("data-state", "done");
  await expect(page.locator('[data-stage="sign_in"]')).toHaveAttribute("data-state", "current");
});

test("the bank frame loads once: not at hydration, not at updates, not for another language", async ({
  guichet,
  page,
}) => {
  const loads: string[] = [];
  page.on("request", (request) => {
    if (isFrameLoad(request, guichet)) loads.push(request.url());
  });
  const { shown } = await atTheBank(guichet, page);
  await shown.hydrated();
  await shown.mark();
  await shown.bank.walk("question");
  await expect(shown.main).toHaveAttribute("data-step", "SUBMIT_CREDENTIAL");

  await page.locator("a[data-lang-switch]").click();
  await shown.shows("bank", "processing", "fr-CA");
  await shown.bank.shows("question");
  await shown.bank.walk("review");
  await page.locator("a[data-lang-switch]").click();
  await shown.shows("bank", "processing", "en-CA");
  await shown.bank.walk("agreement");
  // The server has learned that only the signature is missing.
  await expect(shown.main).toHaveAttribute("data-screen", "agreement");
  await shown.bank.sign();

  await shown.shows("paid", "paid", "en-CA");
  await shown.expectNotReloaded();
  expect(loads).toHaveLength(1);
});

test("a page whose event stream is cut asks, and still turns to paid by itself", async ({
  complaints,
  guichet,
  page,
}) => {
  complaints.forgive(/ERR_FAILED.*\/events/);
  await page.route(EVENTS, (route) => route.abort());
  const { shown } = await atTheBank(guichet, page);
  await shown.hydrated();
  await shown.mark();

  await guichet.twin.drive(await shown.session(), "EFT0301");

  await shown.shows("paid", "paid", "en-CA");
  await shown.expectNotReloaded();
});

test("a reload in the middle goes on where the customer was", async ({ guichet, page }) => {
  const { shown, checkout } = await atTheBank(guichet, page);
  await shown.hydrated();
  await shown.bank.walk("account");
  await expect(shown.main).toHaveAttribute("data-step", "SUBMIT_MFA");
  await expect
    .poll(async () => (await guichet.api.readCheckout(checkout.id)).attempts[0]?.last_step)
    .toBe("SUBMIT_MFA");
  const session = await shown.session();

  await page.reload();

  await shown.shows("bank", "processing", "en-CA");
  await shown.bank.shows("account");
  expect(await shown.session()).toBe(session);
  await expect(page.locator('[data-stage="sign_in"]')).toHaveAttribute("data-state", "done");
  await shown.bank.walk("agreement");
  await shown.bank.sign();
  await shown.shows("paid", "paid", "en-CA");
});

test("a second tab shows the same payment and follows it", async ({ context, guichet, page }) => {
  const { shown, checkout } = await atTheBank(guichet, page);
  await shown.hydrated();
  const second = new CheckoutPage(await context.newPage());
  await second.open(checkout);
  await second.shows("bank", "processing", "en-CA");
  await second.hydrated();
  await second.mark();
  expect(await second.session()).toBe(await shown.session());

  await page.bringToFront();
  await shown.bank.walk("account");
  await expect(second.page.locator('[data-stage="sign_in"]')).toHaveAttribute("data-state", "done");
  await shown.bank.walk("agreement");
  await shown.bank.sign();

  await shown.shows("paid", "paid", "en-CA");
  await second.shows("paid", "paid", "en-CA");
  await second.expectNotReloaded();
  expect((await guichet.api.readCheckout(checkout.id)).attempts).toHaveLength(1);
});

test("another payment that is begun in a second tab takes the place of the first in both", async ({
  context,
  guichet,
  page,
}) => {
  const { shown, checkout } = await atTheBank(guichet, page);
  await shown.hydrated();
  await shown.mark();
  const first = await shown.session();
  const second = new CheckoutPage(await context.newPage());
  await second.open({ url: `${checkout.url}?choose=1` });
  await expect(second.startForm).toBeVisible();
  await second.start("e_transfer");
  const latest = await second.session();
  expect(latest).not.toBe(first);

  await expect.poll(() => shown.session()).toBe(latest);
  await shown.expectNotReloaded();
  await expect.poll(() => guichet.twin.status(first)).toBe("Canceled");
  await second.bank.walk("approve");
  await second.bank.press("approve");
  await second.shows("paid", "paid", "en-CA");
  await shown.shows("paid", "paid", "en-CA");
  const { attempts } = await guichet.api.readCheckout(checkout.id);
  expect(attempts.map(({ status }) => status)).toEqual([
    expect.stringMatching(/^(superseded|canceled)$/),
    "paid",
  ]);
});

test("a double click and the back button start one payment", async ({ guichet, page }) => {
  const checkout = await guichet.api.createCheckout();
  const shown = new CheckoutPage(page);
  await shown.open(checkout);
  await shown.choose("guaranteed_eft");
  await shown.startForm.locator('button[type="submit"]').dblclick({ noWaitAfter: true });
  await shown.shows("bank", "processing", "en-CA");
  const session = await shown.session();

  await page.goBack();
  await shown.shows("bank", "processing", "en-CA");

  expect(await shown.session()).toBe(session);
  expect((await guichet.api.readCheckout(checkout.id)).attempts).toHaveLength(1);
});

test("the same form sent twice at the same moment starts one payment", async ({
  guichet,
  page,
}) => {
  const checkout = await guichet.api.createCheckout();
  const shown = new CheckoutPage(page);
  await shown.open(checkout);

  const statuses = await page.evaluate(async () => {
    const form = document.querySelector<HTMLFormElement>('form[data-form="start"]');
    if (!form) return [];
    const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
    const send = () => fetch(form.action, { method: "POST", body: new URLSearchParams(fields) });
    return (await Promise.all([send(), send(), send()])).map(({ status }) => status);
  });

  expect(statuses).toEqual([200, 200, 200]);
  expect((await guichet.api.readCheckout(checkout.id)).attempts).toHaveLength(1);
});

test("a server that dies in the middle of a payment comes back to it", async ({
  complaints,
  own,
  page,
}) => {
  // The last of them is a server's answer until it has its store open.
  complaints.forgive(
    /ERR_(CONNECTION_REFUSED|INCOMPLETE_CHUNKED_ENCODING|EMPTY_RESPONSE|CONNECTION_RESET)|status of 503/,
  );
  const { shown, checkout } = await atTheBank(own, page);
  await shown.hydrated();
  await shown.mark();
  await shown.bank.walk("account");
  const session = await shown.session();

  await own.server.kill();
  await expect(page.getByText(SAYS.offline["en-CA"])).toBeVisible();
  await own.server.restart();

  await expect(page.getByText(SAYS.offline["en-CA"])).toBeHidden();
  expect(await shown.session()).toBe(session);
  await shown.bank.walk("agreement");
  await shown.bank.sign();
  await shown.shows("paid", "paid", "en-CA");
  await shown.expectNotReloaded();
  const paid = await own.api.readCheckout(checkout.id);
  expect(paid.attempts).toHaveLength(1);
  expect(paid.payment).toMatchObject({ evidence: "status_read", amount: 25_000 });
});

test("without WebAssembly the page still follows the payment to its end", async ({
  complaints,
  guichet,
  page,
}) => {
  await blockWebAssembly(page, complaints);
  const { shown, checkout } = await atTheBank(guichet, page);
  await expect(page.locator("html")).toHaveAttribute("data-started", "watch");
  await shown.bank.walk("account");
  await expect
    .poll(async () => (await guichet.api.readCheckout(checkout.id)).attempts[0]?.last_step)
    .toBe("SUBMIT_MFA");
  await shown.bank.walk("agreement");
  // What is done in the frame is not undone when the page around it has something to tell.
  await shown.mark();
  await shown.bank.agree();
  await shown.shows("agreement", "processing", "en-CA");
  await expect(page.locator('p[role="status"]', { hasText: TITLE["en-CA"].agreement })).toBeAttached();
  await expect(page.locator('[data-stage="sign_in"]')).toHaveAttribute("data-state", "done");
  await shown.expectNotReloaded();
  await shown.bank.press("sign");

  await shown.shows("paid", "paid", "en-CA");
});

test("without WebAssembly a failure is told, and another way leads to paid", async ({
  complaints,
  guichet,
  page,
}) => {
  await blockWebAssembly(page, complaints);
  const { shown } = await atTheBank(guichet, page);
  await shown.bank.walk("account", "WrongName");
  await shown.bank.pass("account");
  await shown.shows("name_mismatch", "open", "en-CA");

  await shown.start("e_transfer");
  await shown.bank.walk("approve");
  await shown.bank.press("approve");

  await shown.shows("paid", "paid", "en-CA");
});

test("without WebAssembly a frame that stays empty is told of, and the page in full comes forward", async ({
  complaints,
  own,
  page,
}) => {
  await blockWebAssembly(page, complaints);
  await own.twin.fault({ frame: "silent" });
  const { shown } = await atTheBank(own, page);
  const silent = page.getByRole("status").filter({ hasText: SAYS.silent["en-CA"] });
  await expect(silent).toBeVisible({ timeout: 20_000 });
  await expect(page.locator("a[data-full]")).toHaveCSS("border-top-style", "solid");

  await page.locator(".unlisted summary").click();
  await page.locator(".unlisted a").click();

  await expect(shown.startForm).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-started", "watch");
});

test("without WebAssembly a cut of the network is told while it lasts, and the page goes on", async ({
  complaints,
  context,
  guichet,
  page,
}) => {
  complaints.forgive(/ERR_INTERNET_DISCONNECTED/);
  await blockWebAssembly(page, complaints);
  const { shown } = await atTheBank(guichet, page);
  const session = await shown.session();
  await expect(page.locator("html")).toHaveAttribute("data-started", "watch");

  await context.setOffline(true);
  await expect(page.getByRole("status").filter({ hasText: SAYS.offline["en-CA"] })).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText(SAYS.offline["en-CA"])).toBeHidden();

  await guichet.twin.drive(session, "EFT0301");
  await shown.shows("paid", "paid", "en-CA");
});

test("a bank that takes longer than usual to answer is told of while the page waits", async ({
  own,
  page,
}) => {
  await page.clock.install();
  const { shown } = await atTheBank(own, page);
  await shown.hydrated();
  await own.twin.fault({ status: 503, endpoint: "status" });
  await shown.bank.walk("agreement");
  await shown.bank.sign();
  await expect(shown.main).toHaveAttribute("data-screen", "checking");
  const slow = page.getByRole("status").filter({ hasText: SAYS.slow["en-CA"] });
  await expect(slow).toBeHidden();

  // It is counted from the first second in which the page has seen it.
  await page.clock.runFor(1_500);
  await page.clock.fastForward(35_000);

  await expect(slow).toBeVisible();
  await expect(slow).toContainText("Do not pay again");
  await own.twin.clearFaults();
  await shown.shows("paid", "paid", "en-CA", 60_000);
});

test("a cut of the network is told while it lasts, and so is its end", async ({
  complaints,
  context,
  guichet,
  page,
}) => {
  complaints.forgive(/ERR_INTERNET_DISCONNECTED/);
  const { shown } = await atTheBank(guichet, page);
  await shown.hydrated();
  await shown.mark();

  await context.setOffline(true);
  await expect(page.getByRole("status").filter({ hasText: SAYS.offline["en-CA"] })).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByRole("status").filter({ hasText: SAYS.online["en-CA"] })).toBeVisible();

  await guichet.twin.drive(await shown.session(), "EFT0301");
  await shown.shows("paid", "paid", "en-CA");
  await shown.expectNotReloaded();
});

test("a network that goes a moment after the browser says so is missed no later", async ({
  complaints,
  guichet,
  page,
}) => {
  complaints.forgive(/ERR_FAILED/);
  const isStreaming = page.waitForResponse(EVENTS);
  const { shown } = await atTheBank(guichet, page);
  await shown.hydrated();
  await isStreaming;

  const lastAnswer = page.waitForResponse(STATE);
  await page.evaluate(() => {
    Object.defineProperty(navigator, "onLine", { value: false });
    dispatchEvent(new Event("offline"));
  });
  await lastAnswer;
  await page.route(STATE, (route) => route.abort());

  await expect(page.getByRole("status").filter({ hasText: SAYS.offline["en-CA"] })).toBeVisible();
});

test("a press while nobody can be reached waits, with all that was typed", async ({
  complaints,
  context,
  guichet,
  page,
}) => {
  complaints.forgive(/ERR_INTERNET_DISCONNECTED/);
  const order = { amount: undefined, customer: undefined };
  const shown = new CheckoutPage(page);
  await shown.open(await guichet.api.createCheckout(order));
  await shown.hydrated();
  await shown.mark();
  await page.locator("#amount").fill("12.50");
  await page.locator("#first_name").fill("Zoé");
  await page.locator("#last_name").fill("Lefèvre");
  await page.locator("#email").fill("zoe@example.ca");
  await context.setOffline(true);

  await shown.submit();
  await expect(page.getByRole("status").filter({ hasText: SAYS.offline["en-CA"] }).first()).toBeVisible();
  await page.locator("#email").press("Enter");
  await expect(page.locator("#first_name")).toHaveValue("Zoé");
  await shown.expectNotReloaded();

  await context.setOffline(false);
  await expect(page.getByText(SAYS.offline["en-CA"]).first()).toBeHidden({ timeout: 30_000 });
  await shown.submit();
  await shown.shows("bank", "processing", "en-CA");
});

test("a press is shown to be felt until its answer is there", async ({ guichet, page }) => {
  const shown = new CheckoutPage(page);
  await shown.open(await guichet.api.createCheckout());
  await shown.hydrated();
  await page.evaluate(() =>
    addEventListener("submit", ({ target }) => {
      sessionStorage.setItem("felt", (target as HTMLFormElement).ariaBusy ?? "");
    }),
  );
  await shown.start("guaranteed_eft");
  await shown.shows("bank", "processing", "en-CA");

  expect(await page.evaluate(() => sessionStorage.getItem("felt"))).toBe("true");
  await expect(page.locator("form[aria-busy]")).toHaveCount(0);
});

test("a payment that ends while the page is cut off is shown when it is back", async ({
  complaints,
  context,
  guichet,
  page,
}) => {
  complaints.forgive(/ERR_INTERNET_DISCONNECTED/);
  const { shown, checkout } = await atTheBank(guichet, page);
  await shown.hydrated();
  await shown.mark();
  const session = await shown.session();
  await context.setOffline(true);

  await guichet.twin.drive(session, "EFT0301");
  await expect.poll(async () => (await guichet.api.readCheckout(checkout.id)).status).toBe("paid");
  await expect(shown.main).toHaveAttribute("data-status", "processing");
  await context.setOffline(false);

  await shown.shows("paid", "paid", "en-CA");
  await shown.expectNotReloaded();
});

test("a provider that does not answer leads to an honest page with a way on", async ({
  own,
  page,
}) => {
  await own.twin.fault({ status: 503, endpoint: "create" });
  const checkout = await own.api.createCheckout();
  const shown = new CheckoutPage(page);
  await shown.open(checkout);
  await shown.choose("guaranteed_eft");
  await shown.submit();

  await shown.shows("unavailable", "open", "en-CA");
  await expect(shown.main).toContainText(SAYS.nothingTaken["en-CA"]);
  await own.twin.clearFaults();
  await page.locator('form[data-form="restart"] button').click();
  await shown.bank.walk("agreement");
  await shown.bank.sign();
  await shown.shows("paid", "paid", "en-CA");
});

async function atTheBank(guichet: Guichet, page: Page) {
  const checkout = await guichet.api.createCheckout();
  const shown = new CheckoutPage(page);
  await shown.open(checkout);
  await shown.start("guaranteed_eft");
  await shown.bank.shows("consent");
  return { shown, checkout };
}

function isFrameLoad(request: Request, { twinUrl }: Guichet): boolean {
  const url = new URL(request.url());
  return request.isNavigationRequest() && url.origin === twinUrl && url.pathname === "/app/";
}

/** Something that waits until it is opened. */
function gate(): { opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((done) => (open = done));
  return { opened, open };
}
