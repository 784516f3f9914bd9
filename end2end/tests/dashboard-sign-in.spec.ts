// Getting into the dashboard and back into it, by keyboard alone: passkey, password, recovery
// code, invitation. Every screen in both languages and both lights.
import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../support/axe";
import { expect, test } from "../support/guichet";

const PASSWORD = "four words are plenty";
const NEXT = "four other words instead";
const WIDE = { width: 1280, height: 900 };

/** A device that makes passkeys, and says yes to everything it is asked. */
async function withAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

async function press(control: Locator): Promise<void> {
  await control.focus();
  await control.press("Enter");
}

async function fill(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(text);
}

/** Axe in English by day and in French by night; nothing wider than the window. */
async function expectGood(page: Page, path: string): Promise<void> {
  for (const [lang, colorScheme] of [
    ["fr-CA", "dark"],
    ["en-CA", "light"],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${path}?lang=${lang}`);
    await expect(page.locator("html")).toHaveAttribute("lang", lang);
    await expectAccessible(page, `${path} ${lang}`);
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wide, `${path} ${lang} is wider than the window`).toBeLessThanOrEqual(0);
  }
}

test("a person comes in by passkey, by password and by a recovery code, and lets another in", async ({
  page,
  own,
  browser,
  complaints,
}) => {
  test.setTimeout(120_000);
  // The browser says so of each answer that is no 2xx: wrong passwords are some.
  complaints.forgive(/status of (401|422)/);
  const at = (path: string) => new URL(path, own.dashboardUrl).href;
  const heading = (name: string) => page.getByRole("heading", { level: 1, name });
  const menu = () => press(page.locator("summary", { hasText: "Menu" }));
  const leave = async () => {
    await menu();
    await press(page.getByRole("button", { name: "Sign out", exact: true }));
  };
  await withAuthenticator(page);

  await test.step("a demonstration lets its developer in", async () => {
    await page.goto(own.dashboardUrl);
    await expect(heading("Overview")).toBeVisible();
    await menu();
    await press(page.getByRole("link", { name: "Your account" }));
    await expect(heading("Your account")).toBeVisible();
  });

  await test.step("a passkey is made, and a password chosen", async () => {
    await fill(page, "Name of the new passkey", "Laptop");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("status")).toHaveText("Saved.");
    const remove = page.locator("summary").filter({ hasText: "Remove" });
    const yes = page.getByRole("button", { name: "Remove the passkey Laptop" });
    await expect(yes).toBeHidden();
    await press(remove);
    await expect(yes).toBeVisible();
    await expectAccessible(page, "what is asked before a passkey is removed");
    await press(remove);
    await fill(page, "New password", "short");
    await page.keyboard.press("Enter");
    await expect(page.getByText("This is too short")).toBeVisible();
    await expectAccessible(page, "a password that is too short");
    await fill(page, "New password", PASSWORD);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("status")).toHaveText("Saved.");
  });

  let code = "";
  await test.step("recovery codes are shown once", async () => {
    await press(page.getByRole("button", { name: "Make new codes" }));
    await expect(heading("Your new recovery codes")).toBeVisible();
    code = (await page.locator(".codes li").first().textContent()) ?? "";
    await expectAccessible(page, "new recovery codes");
    await press(page.getByRole("link", { name: "I have kept them" }));
    await expect(page.getByText("You have 10 recovery codes left.")).toBeVisible();
    await expectGood(page, at("/dashboard/account"));
    await page.setViewportSize(WIDE);
    await expectGood(page, at("/dashboard/account"));
  });

  await test.step("the passkey opens", async () => {
    await leave();
    await expect(heading("Sign in")).toBeVisible();
    await press(page.getByRole("button", { name: "Sign in with a passkey" }));
    await expect(heading("Overview")).toBeVisible();
  });

  await test.step("the password opens, and another does not", async () => {
    await leave();
    const email = "developer@maple-and-pine.example";
    await fill(page, "E-mail address", email);
    await fill(page, "Password", "not my password");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert")).toContainText("do not go together");
    await expectAccessible(page, "a wrong password");
    await fill(page, "Password", PASSWORD);
    await page.keyboard.press("Enter");
    await expect(heading("Overview")).toBeVisible();
    await leave();
    await expectGood(page, at("/dashboard/sign-in"));
    await press(page.getByRole("link", { name: "Lost your password and passkeys?" }));
    await fill(page, "E-mail address", email);
    await fill(page, "Recovery code", code);
    await page.keyboard.press("Enter");
    await expect(heading("Your account")).toBeVisible();
    await expect(page.getByText("You have 9 recovery codes left.")).toBeVisible();
    await fill(page, "New password", NEXT);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("status")).toHaveText("Saved.");
  });

  await test.step("somebody is invited, and sees what staff sees", async () => {
    await page.goto(at("/dashboard/people"));
    await fill(page, "E-mail address", "bob@maple-and-pine.example");
    await page.keyboard.press("Enter");
    await expect(heading("Hand this link over")).toBeVisible();
    await expectAccessible(page, "an invitation to hand over");
    // It is shown this once: in another language it would be lost.
    await menu();
    await expect(page.getByRole("link", { name: "Your account" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Français" })).toHaveCount(0);
    const link = (await page.locator("#link").textContent()) ?? "";
    const context = await browser.newContext({ viewport: { width: 320, height: 720 } });
    const bob = await context.newPage();
    await bob.goto(link.trim());
    await expectAccessible(bob, "an invitation");
    await fill(bob, "New password", PASSWORD);
    await bob.keyboard.press("Enter");
    await expect(bob.getByText("Your role: Staff.")).toBeVisible();
    await expect(bob.getByRole("link", { name: "People" })).toHaveCount(0);
    await context.close();
  });

  await test.step("a key is made, shown once and listed", async () => {
    await page.goto(at("/dashboard/keys"));
    await press(page.getByRole("button", { name: "Make a key" }));
    await expect(heading("Your new API key")).toBeVisible();
    await expectAccessible(page, "a new key");
    await press(page.getByRole("link", { name: "I have kept it" }));
  });

  for (const path of ["/dashboard/people", "/dashboard/keys", "/dashboard/audit"]) {
    for (const viewport of [{ width: 320, height: 720 }, WIDE]) {
      await page.setViewportSize(viewport);
      await expectGood(page, at(path));
    }
  }
  await expectGood(page, at("/dashboard/recovery"));
});
