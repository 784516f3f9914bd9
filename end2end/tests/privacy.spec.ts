// What is nobody's business is nowhere: canaries are planted in an order, a payment is run, and
// everything that leaves the server is searched for them.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Response } from "@playwright/test";
import { CheckoutPage } from "../support/checkout";
import { expect, test, type Guichet } from "../support/guichet";

/** Each of a kind that no word of ours contains. */
const CANARY = {
  first_name: "Canarina",
  last_name: "Tweetwood",
  email: "canarina.mailbird@example.ca",
  line1: "77 Nightingale Perch",
  city: "Birdsville",
  postal_code: "K1A0B1",
  account: "481516234",
  transit: "40441",
  metadata: "feathered-secret-metadata",
  user: "birdwatcher-user",
} as const;

const ORDER = {
  customer: {
    first_name: CANARY.first_name,
    last_name: CANARY.last_name,
    email: CANARY.email,
    address: {
      line1: CANARY.line1,
      city: CANARY.city,
      province: "ON",
      postal_code: CANARY.postal_code,
      country: "CA",
    },
  },
  payee_account: { institution: "999", transit: CANARY.transit, account: CANARY.account },
  metadata: { note: CANARY.metadata },
};

test("names, accounts, keys and sessions stay where they belong", async ({
  complaints,
  own,
  page,
}) => {
  complaints.forgive(/status of 4\d\d/);
  const responses: Response[] = [];
  page.on("response", (response) => responses.push(response));

  const checkout = await own.api.createCheckout(ORDER);
  const token = new URL(checkout.url).pathname.split("/")[2] ?? "";
  const shown = new CheckoutPage(page);
  await shown.open(checkout);
  await shown.hydrated();
  const choose = await page.content();
  await shown.start("guaranteed_eft");
  await shown.hydrated();
  const session = await shown.session();
  const bank = await page.content();
  await shown.bank.walk("agreement", CANARY.user);
  await shown.bank.sign();
  await shown.shows("paid", "paid", "en-CA");
  const paid = await page.content();
  await page.locator('a[href*="/receipt"]').click();
  await expect(page).toHaveURL(/\/receipt/);
  const receipt = await page.content();
  const errors = await provoke(own, token);

  const secrets = {
    "the API key": own.apiKey,
    "the webhook secret": own.flinksWebhookSecret,
    ...(await keptSecrets(own.server.data)),
  };
  const person = { ...CANARY };

  await test.step("logs", async () => {
    expect(own.server.log, "there is a log to search").toMatch(/checkout_paid/);
    expect(own.server.log).toContain(checkout.id);
    const all = { ...person, ...secrets, "the session": session, "the page's token": token };
    expectNone(own.server.log, all, "the log");
  });

  await test.step("metrics", async () => {
    const metrics = await (await fetch(`${own.adminUrl}/metrics`)).text();
    expect(metrics).toContain("guichet_facts_total");
    const all = { ...person, ...secrets, "the session": session, "the page's token": token };
    expectNone(metrics, { ...all, "the checkout": checkout.id }, "the metrics");
  });

  await test.step("errors", () => {
    const all = { ...person, ...secrets, "the session": session };
    for (const [where, text] of Object.entries(errors)) expectNone(text, all, where);
  });

  await test.step("pages", () => {
    const nowhere = {
      ...secrets,
      account: CANARY.account,
      transit: CANARY.transit,
      metadata: CANARY.metadata,
      user: CANARY.user,
      line1: CANARY.line1,
      city: CANARY.city,
      postal_code: CANARY.postal_code,
    };
    for (const [where, html] of Object.entries({ choose, bank, paid, receipt })) {
      expectNone(html, nowhere, where);
    }
    // Who pays by which address is shown once, where it can be seen to be wrong.
    expect(choose).toContain(CANARY.email);
    for (const [where, html] of Object.entries({ bank, paid, receipt })) {
      expectNone(html, { email: CANARY.email }, where);
    }
    // The session is a capability: in the frame's address and in the link to the same page.
    const stripped = bank
      .replace(/<iframe[^>]*data-frame="bank"[^>]*>/, "")
      .replace(/<a[^>]*data-full="bank"[^>]*>/, "");
    expect(bank).toContain(session);
    for (const [where, html] of Object.entries({ choose, stripped, paid, receipt })) {
      expectNone(html, { "the session": session }, where);
    }
  });

  await test.step("headers and addresses of ours", async () => {
    const ours = responses.filter((response) => response.url().startsWith(own.url));
    expect(ours.length).toBeGreaterThan(5);
    const all = { ...person, ...secrets, "the session": session };
    for (const response of ours) {
      const headers = JSON.stringify(await response.headersArray());
      expectNone(headers, all, `headers of ${response.url()}`);
      expectNone(response.url(), all, "an address");
    }
  });

  await test.step("referrers", async () => {
    const theirs = responses.filter((response) => response.url().startsWith(own.twinUrl));
    expect(theirs.length).toBeGreaterThan(5);
    for (const response of theirs) {
      const { referer } = await response.request().allHeaders();
      expect(referer ?? "", response.url()).not.toContain(token);
    }
  });

  await test.step("the API's own answers", async () => {
    const answers = JSON.stringify([
      await own.api.readCheckout(checkout.id),
      await own.api.timeline(checkout.id),
    ]);
    expectNone(answers, { ...secrets, "the session": session }, "the API");
  });
});

/** Requests that are refused, each with something in it that must not come back. */
async function provoke(own: Guichet, token: string): Promise<Record<string, string>> {
  const text = async (answer: Promise<globalThis.Response>) => {
    const response = await answer;
    return JSON.stringify([...response.headers]) + (await response.text());
  };
  const json = { "content-type": "application/json" };
  const bad = { ...ORDER, amount: "much", customer: { ...ORDER.customer, email: 7 } };
  return {
    "a refused order": await text(own.api.call("POST", "/v1/checkouts", bad)),
    "a broken order": await text(
      fetch(`${own.url}/v1/checkouts`, {
        method: "POST",
        headers: { ...json, authorization: `Bearer ${own.apiKey}` },
        body: `{"customer":{"email":"${CANARY.email}"`,
      }),
    ),
    "a wrong key": await text(
      fetch(`${own.url}/v1/checkouts`, { headers: { authorization: `Bearer ${own.apiKey}x` } }),
    ),
    "an unknown checkout": await text(own.api.call("GET", "/v1/checkouts/chk_nobody")),
    "an unknown page": await text(fetch(`${own.url}/c/${token.slice(1)}`)),
    "a forged webhook": await text(
      fetch(own.flinksWebhookUrl, {
        method: "POST",
        headers: { ...json, "x-webhook-signature": "sha256=00" },
        body: JSON.stringify({ payor: CANARY.email }),
      }),
    ),
    "a form for nothing": await text(
      fetch(`${own.url}/actions/start`, {
        method: "POST",
        body: new URLSearchParams({ token: "nobody", email: CANARY.email, lang: "en-CA" }),
      }),
    ),
  };
}

/** The provider's credentials, which a demo keeps in its database and tells nobody. */
async function keptSecrets(data: string): Promise<Record<string, string>> {
  const files = (await readdir(data)).filter((name) => /guichet.*(db|sqlite|wal)/.test(name));
  const bytes = await Promise.all(files.map((name) => readFile(join(data, name), "latin1")));
  const found: Record<string, string> = {};
  for (const name of ["client_secret", "twin_api_key"]) {
    const value = bytes.join("").match(new RegExp(`"${name}":"([^"]+)"`))?.[1];
    if (!value) throw new Error(`no ${name} in ${files.join(", ")} of ${data}`);
    found[name] = value;
  }
  return found;
}

function expectNone(text: string, canaries: Record<string, string>, where: string): void {
  const small = text.toLowerCase();
  const found = Object.entries(canaries)
    .filter(([, canary]) => small.includes(canary.toLowerCase()))
    .map(([name]) => name);
  expect(found, where).toEqual([]);
}
