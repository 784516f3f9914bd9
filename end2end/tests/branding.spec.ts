// A shop's look, from its API to its customer's page.
import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../support/axe";
import { CheckoutPage } from "../support/checkout";
import { expect, test, type Guichet } from "../support/guichet";
import { blockWebAssembly } from "../support/webassembly";

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40">
  <rect width="120" height="40" rx="8" fill="#7a1f3d"/><circle cx="20" cy="20" r="12" fill="#fff"/>
  <path d="M44 12h60v6H44zm0 12h40v6H44z" fill="#fff"/></svg>`;

const LOOK = {
  name: "Épicerie du coin",
  legal_name: "Épicerie du coin inc.",
  domain: "epicerie.example",
  palette: {
    primary: "#7a1f3d",
    tint: "#f3e9ec",
    accent: "#0b5fa5",
    dark: { primary: "#f0a3bd", accent: "#8ec5f5" },
  },
  radius: 20,
  type_scale: "regular",
  font: "figtree",
  heading_font: "lora",
  support: { email: "aide@epicerie.example", phone: "+1 418 555-0199" },
  links: {
    terms: "https://epicerie.example/conditions",
    privacy: "https://epicerie.example/vie-privee",
    refund: "https://epicerie.example/retours",
  },
  words: {
    choose: {
      "en-CA": { title: "Pay for your basket", note: "We deliver on Mondays." },
      "fr-CA": { title: "Réglez votre panier", note: "Nous livrons le lundi." },
    },
    paid: {
      "en-CA": { note: "See you on Monday." },
      "fr-CA": { note: "À lundi." },
    },
  },
};

/** Yellow on yellow: nothing of it could be read. */
const UNREADABLE = {
  name: "Zitrone",
  palette: {
    primary: "#ffee00",
    tint: "#ffff00",
    accent: "#ffffcc",
    dark: { primary: "#111100", tint: "#000000", accent: "#222200" },
  },
};

interface Mend {
  property: string;
  scheme: string;
  wanted: string;
  served: string;
}

async function wear(guichet: Guichet, look: unknown): Promise<{ mended: Mend[] }> {
  const set = await guichet.api.call("PUT", "/v1/branding", look);
  const told = (await set.json()) as { mended: Mend[] };
  expect(set.status, JSON.stringify(told)).toBe(200);
  return told;
}

async function wearLogo(guichet: Guichet): Promise<void> {
  const set = await fetch(`${guichet.url}/v1/branding/logo`, {
    method: "PUT",
    headers: { authorization: `Bearer ${guichet.apiKey}`, "content-type": "image/svg+xml" },
    body: LOGO,
  });
  expect(set.status).toBe(200);
}

function rgb(hex: string): string {
  const parts = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return `rgb(${parts.join(", ")})`;
}

/** What the browser makes of a property of an element. */
function computed(of: Locator, property: string): Promise<string> {
  return of.evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
}

async function expectReadable(page: Page, what: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    // A button keeps as much of its shop's colour as 4.5:1 allows; 7:1 would take it away.
    await expectAccessible(page, `${what}, ${colorScheme}`, "color-contrast-enhanced");
  }
}

test("a customer's page wears the shop's look, by day and by night", async ({ own, page }) => {
  await wear(own, LOOK);
  await wearLogo(own);
  const shown = new CheckoutPage(page);
  await shown.open(await own.api.createCheckout());
  await shown.hydrated();
  await expect(shown.heading).toHaveText("Pay for your basket");
  await expect(page.locator(".note")).toContainText("We deliver on Mondays.");

  const button = shown.startForm.locator('button[type="submit"]');
  const checked = page.locator(".method:has(> :checked)");
  for (const [colorScheme, primary, accent] of [
    ["light", LOOK.palette.primary, LOOK.palette.accent],
    ["dark", LOOK.palette.dark.primary, LOOK.palette.dark.accent],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await computed(button, "background-color")).toBe(rgb(primary));
    expect(await computed(checked, "border-top-color")).toBe(rgb(accent));
  }
  expect(await computed(button, "border-top-left-radius")).toBe("20px");
  expect(await computed(button, "font-family")).toContain("Figtree");
  expect(await computed(shown.heading, "font-family")).toContain("Lora");
  await page.evaluate(() => document.fonts.ready);
  const loaded = await page.evaluate(() =>
    [...document.fonts].filter(({ status }) => status === "loaded").map(({ family }) => family),
  );
  expect(loaded.map((family) => family.replaceAll('"', "")).sort()).toEqual(["Figtree", "Lora"]);

  const logo = page.locator("img.logo");
  await expect(logo).toHaveJSProperty("naturalWidth", 288);
  expect(await computed(logo, "object-fit")).toBe("contain");
  for (const [name, href] of [
    ["Terms", LOOK.links.terms],
    ["Privacy", LOOK.links.privacy],
    ["Refunds", LOOK.links.refund],
  ] as const) {
    await expect(page.getByRole("link", { name })).toHaveAttribute("href", href);
  }
  await shown.expectNoSidewaysScroll();
  await expectReadable(page, "choose");
});

test("the shop's words follow the language and the screen", async ({ own, page }) => {
  await wear(own, LOOK);
  const shown = new CheckoutPage(page);
  await shown.open(await own.api.createCheckout());
  await shown.hydrated();
  await page.locator("a[data-lang-switch]").click();
  await expect(shown.heading).toHaveText("Réglez votre panier");
  await expect(page.locator(".note")).toContainText("Nous livrons le lundi.");
  await page.locator("a[data-lang-switch]").click();
  await expect(page.locator(".note")).toContainText("We deliver on Mondays.");

  await shown.start("guaranteed_eft");
  await expect(page.locator(".note")).toHaveCount(0);
  await own.twin.drive(await shown.session(), "EFT0301");
  await shown.shows("paid", "paid", "en-CA");
  await expect(page.locator(".note")).toContainText("See you on Monday.");
  await expectReadable(page, "paid");
});

test("a palette that nobody could read is mended, and every rule holds", async ({ own, page }) => {
  const { mended } = await wear(own, UNREADABLE);
  const button = mended.find((it) => it.property === "--brand" && it.scheme === "light");
  expect(button?.wanted).toBe("#ffee00");
  const shown = new CheckoutPage(page);
  await shown.open(await own.api.createCheckout());
  await shown.hydrated();
  const submit = shown.startForm.locator('button[type="submit"]');
  await page.emulateMedia({ colorScheme: "light" });
  expect(await computed(submit, "background-color")).toBe(rgb(button?.served ?? ""));
  await expectReadable(page, "choose");
  await shown.start("guaranteed_eft");
  await expectReadable(page, "bank");
  await own.twin.drive(await shown.session(), "EFT0402");
  await shown.shows("not_guaranteed", "open", "en-CA");
  await expectReadable(page, "not guaranteed");
});

test("one checkout is shown by the light that its order asks for", async ({ own, page }) => {
  await wear(own, { ...LOOK, scheme: "light" });
  const shown = new CheckoutPage(page);
  const scheme = () => computed(page.locator("html"), "color-scheme");
  await page.emulateMedia({ colorScheme: "dark" });
  await shown.open(await own.api.createCheckout());
  expect(await scheme()).toBe("light");
  await page.emulateMedia({ colorScheme: "light" });
  await shown.open(await own.api.createCheckout({ theme: "dark" }));
  expect(await scheme()).toBe("dark");
  await expectAccessible(page, "dark by order", "color-contrast-enhanced");
});

test("nothing on the page says who made it", async ({ own, page }) => {
  await wear(own, LOOK);
  await wearLogo(own);
  const seen: string[] = [];
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    seen.push(`${pathname} ${JSON.stringify(response.headers())}`);
  });
  const shown = new CheckoutPage(page);
  await shown.open(await own.api.createCheckout());
  await shown.hydrated();
  seen.push(await page.content());
  expect(seen.filter((it) => /guichet/i.test(it))).toEqual([]);
  expect(seen.some((it) => it.startsWith("/assets/page-"))).toBe(true);
});

for (const lacks of ["nothing", "WebAssembly"] as const) {
  test(`by night the bank’s page stands on light, where ${lacks} is missing`, async ({
    complaints,
    guichet,
    page,
  }) => {
    if (lacks === "WebAssembly") await blockWebAssembly(page, complaints);
    await page.emulateMedia({ colorScheme: "dark" });
    const shown = new CheckoutPage(page);
    await shown.open(await guichet.api.createCheckout());
    await shown.start("guaranteed_eft");
    const frame = page.locator('iframe[data-frame="bank"]');
    // Its own ground comes once it has said that it is drawn: until then it must not hide what
    // says that it is awaited.
    await expect(page.locator(".frame-skeleton")).toBeHidden();
    await expect(frame).toHaveCSS("background-color", "rgb(255, 255, 255)");
    await expect(frame).toHaveCSS("color-scheme", "light");
    await expect(page.locator("body")).not.toHaveCSS("background-color", "rgb(255, 255, 255)");
  });
}
