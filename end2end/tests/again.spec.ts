// Forms and pages that come again: sent twice, loaded anew, gone back to, old by the time they are
// used. No second payment is begun, and nothing that was typed is lost.
import { chromium, type Page, type Request } from "@playwright/test";
import { CheckoutPage } from "../support/checkout";
import { expect, test } from "../support/guichet";
import { WASM, blockWebAssembly } from "../support/webassembly";
import { LOCALES, TITLE } from "../support/words";
import { WIDTH } from "../support/width";

/** Every form that a page sends. */
function sent(page: Page): Request[] {
  const posts: Request[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.isNavigationRequest()) posts.push(request);
  });
  return posts;
}

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  for (const locale of LOCALES) {
    test(`${locale}: a refused form is loaded anew without being sent again`, { tag: WIDTH[locale] }, async ({
      guichet,
      page,
    }) => {
      const checkout = await guichet.api.createCheckout({ customer: undefined, locale });
      const shown = new CheckoutPage(page);
      const posts = sent(page);
      await shown.open(checkout, locale);
      await page.locator("#first_name").fill("Zoé");
      await page.locator("#email").fill("zoe at exemple");
      await shown.choose("e_transfer");
      await shown.submit();
      await expect(page.getByRole("alert").locator("a")).toHaveCount(2);
      expect(page.url()).toContain(new URL(checkout.url).pathname);
      expect(decodeURIComponent(page.url())).not.toMatch(/Zoé|exemple/);

      await page.reload();

      expect(posts).toHaveLength(1);
      await expect(page.getByRole("alert").locator("a")).toHaveCount(2);
      await expect(page.locator("#first_name")).toHaveValue("Zoé");
      await expect(page.locator("#email")).toHaveValue("zoe at exemple");
      await expect(page.locator("#method-e_transfer")).toBeChecked();

      await page.locator("#more-time button").click();
      await expect(page.locator("#time-given")).toBeVisible();
      await page.reload();
      expect(posts).toHaveLength(2);
      await expect(page.locator("#time-given")).toBeVisible();
      await expect(page.locator("#first_name")).toHaveValue("Zoé");
      await page.locator("a[data-lang-switch]").click();
      await expect(page.locator("#email")).toHaveValue("zoe at exemple");
      await shown.expectNoSidewaysScroll();
    });

    test(`${locale}: an old form starts nothing, says so and keeps what was typed`, { tag: WIDTH[locale] }, async ({
      context,
      guichet,
      page,
    }) => {
      const checkout = await guichet.api.createCheckout({ customer: undefined, locale });
      const here = new CheckoutPage(page);
      const there = new CheckoutPage(await context.newPage());
      for (const tab of [here, there]) {
        await tab.open(checkout, locale);
        await tab.page.locator("#first_name").fill("Zoé");
        await tab.page.locator("#last_name").fill("Lefèvre");
        await tab.page.locator("#email").fill("zoe@exemple.ca");
      }
      await here.start("guaranteed_eft");
      await there.page.locator("#last_name").fill("Lefebvre");
      await there.choose("e_transfer");
      await there.submit();

      await expect(there.page.locator('[data-note="stale"]')).toBeFocused();
      await expect(there.page.locator("#last_name")).toHaveValue("Lefebvre");
      await expect(there.page.locator("#method-e_transfer")).toBeChecked();
      expect((await guichet.api.readCheckout(checkout.id)).attempts).toHaveLength(1);
      await there.expectNoSidewaysScroll();

      await there.submit();
      await expect(there.frame).toBeAttached();
      expect((await guichet.api.readCheckout(checkout.id)).attempts).toHaveLength(2);
    });
  }

  test("back after paying, and forward, start nothing", async ({ guichet, page }) => {
    const checkout = await guichet.api.createCheckout();
    const shown = new CheckoutPage(page);
    await shown.open(checkout);
    await shown.start("guaranteed_eft");
    await guichet.twin.drive(await shown.session(), "EFT0301");
    await page.locator('a[href*="view=status"].button').click();
    await shown.shows("paid", "paid", "en-CA");
    await page.goBack();
    await expect(shown.heading).toHaveText(TITLE["en-CA"].paid);
    await page.goForward();
    await expect(shown.heading).toHaveText(TITLE["en-CA"].paid);
    const { attempts, cases } = await guichet.api.readCheckout(checkout.id);
    expect([attempts.length, cases]).toEqual([1, []]);
  });
});

test("a double click starts one payment", async ({ guichet, page }) => {
  const checkout = await guichet.api.createCheckout();
  const shown = new CheckoutPage(page);
  await shown.open(checkout);
  await shown.choose("guaranteed_eft");
  await shown.startForm.locator('button[type="submit"]').dblclick();
  await expect(shown.frame).toBeAttached();
  expect((await guichet.api.readCheckout(checkout.id)).attempts).toHaveLength(1);
});

for (const scripts of ["islands", "watch"] as const) {
  test(`${scripts}: a page that is gone back to shows where things stand`, async ({ guichet }) => {
    // Pages are fetched anew where a browser keeps none in its memory, as headless shells do not and
    // as none may that must not be stored. So everything is taken out of the way of one that does:
    // what is shown is the same.
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH,
      args: ["--no-sandbox"],
      ignoreDefaultArgs: ["--disable-back-forward-cache"],
    });
    try {
      const page = await browser.newPage();
      await page.route(/\/c\/[^/]+(\?.*)?$/, async (route) => {
        const answer = await route.fetch();
        const headers = { ...answer.headers(), "cache-control": "private" };
        await route.fulfill({ response: answer, headers });
      });
      await page.route("**/events?*", (route) => route.abort());
      if (scripts === "watch") await page.route(WASM, (route) => route.abort());
      const checkout = await guichet.api.createCheckout();
      const shown = new CheckoutPage(page);
      await shown.open(checkout);
      await expect(page.locator("html")).toHaveAttribute("data-started", scripts);
      await page.goto(`${guichet.url}/demo`);
      await guichet.api.call("POST", `/v1/checkouts/${checkout.id}/cancel`, {});

      await page.goBack();

      await shown.shows("canceled_by_shop", "canceled", "en-CA", 4_000);
    } finally {
      await browser.close();
    }
  });
}

for (const back of ["from the background", "out of the browser's memory"] as const) {
  test(`a page that comes back ${back} asks at once`, async ({ complaints, guichet, page }) => {
    await blockWebAssembly(page, complaints);
    const shown = new CheckoutPage(page);
    await shown.open(await guichet.api.createCheckout());
    await expect(page.locator("html")).toHaveAttribute("data-started", "watch");
    // It has looked twice: the next look is more than two seconds away.
    for (let looks = 0; looks < 2; looks += 1) await page.waitForResponse(/\/state\?/);
    const asked = page.waitForRequest(/\/state\?/, { timeout: 1_500 });
    await page.evaluate((isHidden) => {
      // What a browser says of it: no headless shell can be had to do either.
      if (isHidden) document.dispatchEvent(new Event("visibilitychange"));
      else dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    }, back === "from the background");
    await asked;
  });
}

for (const scripts of ["islands", "watch"]) {
  test(`what was typed in one tab is there again when the payment of the other has come to nothing: ${scripts}`, async ({
    complaints,
    context,
    guichet,
    page,
  }) => {
    if (scripts === "watch") await blockWebAssembly(context, complaints);
    const checkout = await guichet.api.createCheckout({ customer: undefined });
    const typing = new CheckoutPage(page);
    await typing.open(checkout);
    await expect(page.locator("html")).toHaveAttribute("data-started", scripts);
    await typing.mark();
    await page.locator("#first_name").fill("Zoé");
    const other = new CheckoutPage(await context.newPage());
    await other.open(checkout);
    await other.page.locator("#first_name").fill("John");
    await other.page.locator("#last_name").fill("Doe");
    await other.page.locator("#email").fill("john.doe@example.com");
    await other.start("guaranteed_eft");
    await typing.shows("bank", "processing", "en-CA");

    await guichet.twin.drive(await other.session(), "EFT0402");

    await typing.shows("not_guaranteed", "open", "en-CA");
    await expect(page.locator("#first_name")).toHaveValue("Zoé");
    await expect(page.locator("#last_name")).toHaveValue("Doe");
    if (scripts === "islands") await typing.expectNotReloaded();
  });
}

test("what stood in a page that expires is handed on to the payment that begins anew", async ({
  complaints,
  guichet,
  page,
}) => {
  complaints.forgive(/ERR_FAILED.*\/events/);
  await page.route("**/events?*", (route) => route.abort());
  const checkout = await guichet.api.createCheckout({ customer: undefined });
  const shown = new CheckoutPage(page);
  await shown.open(checkout);
  await shown.hydrated();
  await page.locator("#first_name").fill("Zoé");
  await page.locator("#email").fill("zoe@exemple.ca");
  // The hour is over: its state says so, and its page has the form that begins anew.
  await page.route("**/state?*", async (route) => {
    const answer = await route.fetch();
    const state = await answer.json();
    const over = { ...state, seq: state.seq + 1, status: "expired", screen: "expired", stay: null };
    await route.fulfill({ response: answer, json: over });
  });
  await page.route(/\/c\/[^/?]+(\?.*)?$/, async (route) => {
    const answer = await route.fetch();
    const kept = ["first_name", "email"].map((name) => {
      const type = name === "email" ? "email" : "text";
      return `<input type="${type}" name="${name}" hidden>`;
    });
    const html = (await answer.text())
      .replaceAll(/&quot;seq&quot;:(\d+)/g, (_, seq) => `&quot;seq&quot;:${Number(seq) + 1}`)
      .replaceAll("&quot;screen&quot;:&quot;choose", "&quot;screen&quot;:&quot;expired")
      .replace('data-screen="choose"', 'data-screen="expired"')
      .replace(/<form id="start".*?<\/form>/s, `<form data-form="anew">${kept.join("")}</form>`);
    await route.fulfill({ response: answer, body: html });
  });

  const anew = page.locator('form[data-form="anew"]');
  await expect(anew).toBeAttached({ timeout: 45_000 });
  await expect(anew.locator("[name=first_name]")).toHaveValue("Zoé");
  await expect(anew.locator("[name=email]")).toHaveValue("zoe@exemple.ca");
});
