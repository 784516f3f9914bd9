// Paying by a link: what it asks, what it says when it lets nobody in, and its code on paper.
import jsQR from "jsqr";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe";
import { CheckoutPage } from "../support/checkout";
import { expect, test, type Guichet } from "../support/guichet";

interface Link {
  id: string;
  url: string;
}

const USED_UP = { "en-CA": "This link has been used", "fr-CA": "Ce lien a déjà servi" } as const;

async function make({ api }: Guichet, offer: Record<string, unknown>): Promise<Link> {
  const made = await api.call("POST", "/v1/payment_links", offer);
  expect(made.status).toBe(201);
  return made.json() as Promise<Link>;
}

function form(page: Page) {
  return page.locator('form[data-form="payment_link"]');
}

async function submit(page: Page): Promise<void> {
  await form(page).locator('button[type="submit"]').click();
}

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("an open amount is typed as in French, and the same form makes one checkout", async ({
    guichet,
    page,
    complaints,
  }) => {
    const offer = { min_amount: 500, max_amount: 500_000, description: "Camp d’hiver" };
    const link = await make(guichet, offer);
    await page.goto(`${link.url}?lang=fr-CA`);
    await expect(page.locator("h1")).toHaveText("Camp d’hiver");
    const amount = page.getByLabel("Montant");
    await amount.fill("1 234,50 $");
    await submit(page);
    await expect(page).toHaveURL(/\/c\//);
    const first = page.url();
    await expect(page.locator(".order")).toContainText(/1\s234,50\s\$/);
    await page.goBack();
    await submit(page);
    await expect(page).toHaveURL(first);
    const made = await guichet.api.list<{ amount: number }>(
      `/v1/checkouts?payment_link=${link.id}`,
    );
    expect(made.map((checkout) => checkout.amount)).toEqual([123_450]);

    complaints.forgive(/status of 422/);
    await page.goto(`${link.url}?lang=fr-CA`);
    await amount.fill("4,99");
    await submit(page);
    await expect(amount).toHaveAttribute("aria-invalid", "true");
    await expect(amount).toHaveValue("4,99");
    await expect(page.locator("#amount-wrong")).toContainText(/5,00\s\$/);
  });
});

test("a link of one use is paid once, in either language, and then says so", async ({
  guichet,
  page,
  browser,
}) => {
  const offer = { amount: 4_000, max_uses: 1, description: "Winter camp, deposit" };
  const link = await make(guichet, offer);
  const shown = new CheckoutPage(page);
  for (const locale of ["en-CA", "fr-CA"] as const) {
    await page.goto(`${link.url}?lang=${locale}`);
    await shown.expectNoSidewaysScroll();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page, `the form, ${locale}, ${colorScheme}`);
    }
  }
  await page.goto(`${link.url}?lang=en-CA`);
  await page.keyboard.press("Tab");
  await expect(page.locator(".skip")).toBeFocused();
  await submit(page);
  await shown.startForm.locator('input[name="first_name"]').fill("John");
  await shown.startForm.locator('input[name="last_name"]').fill("Doe");
  await shown.startForm.locator('input[name="email"]').fill("john.doe@example.com");
  await shown.start("guaranteed_eft");

  const other = await browser.newContext({ viewport: page.viewportSize() });
  const visitor = await other.newPage();
  await visitor.goto(link.url);
  await expect(visitor.locator("main")).toHaveAttribute("data-screen", "taken");
  await expectAccessible(visitor, "taken");

  await shown.bank.walk("agreement", "Happy1");
  await shown.bank.sign();
  await shown.shows("paid", "paid", "en-CA");
  // The browser that paid is led back to what it paid.
  await page.goto(link.url);
  await shown.shows("paid", "paid", "en-CA");
  for (const locale of ["en-CA", "fr-CA"] as const) {
    await visitor.goto(`${link.url}?lang=${locale}`);
    await expect(visitor.locator("h1")).toHaveText(USED_UP[locale]);
    await expect(visitor.locator("html")).toHaveAttribute("lang", locale);
    await expectAccessible(visitor, `used up, ${locale}`);
  }
  await other.close();
});

test("the code of a link is read by a camera, drawn and painted", async ({ guichet, page }) => {
  const link = await make(guichet, { amount: 4_000 });
  for (const [file, type] of [
    ["qr.svg", "image/svg+xml"],
    ["qr.png?size=256", "image/png"],
  ]) {
    const answer = await guichet.api.call("GET", `/v1/payment_links/${link.id}/${file}`);
    const data = Buffer.from(await answer.arrayBuffer()).toString("base64");
    const pixels = await page.evaluate(async (src) => {
      const picture = Object.assign(new Image(512, 512), { src });
      await picture.decode();
      const canvas = Object.assign(document.createElement("canvas"), { width: 512, height: 512 });
      const context = canvas.getContext("2d");
      context?.drawImage(picture, 0, 0, 512, 512);
      return [...(context?.getImageData(0, 0, 512, 512).data ?? [])];
    }, `data:${type};base64,${data}`);
    expect(jsQR(new Uint8ClampedArray(pixels), 512, 512)?.data, file).toBe(link.url);
  }
});
