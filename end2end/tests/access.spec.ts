// Everybody can pay: whatever they see with, hear with, and press with.
import type { Page } from "@playwright/test";
import { LINKED, customer, type Method, type Order } from "../support/api";
import { expectAccessible } from "../support/axe";
import { Bank, type BankScreen } from "../support/bank";
import { CheckoutPage } from "../support/checkout";
import { expect, test, type Guichet } from "../support/guichet";
import { tabTo } from "../support/keyboard";
import { LOCALES, TITLE, type Locale, type Screen } from "../support/words";

/** How a screen is reached without walking there: the twin moves the session. */
interface Way {
  screen: Screen;
  method?: Method;
  order?: Order;
  to?: string;
}

const WAYS: Way[] = [
  { screen: "bank", method: "guaranteed_eft" },
  { screen: "agreement", method: "guaranteed_eft", to: "EFT0302" },
  { screen: "paid", method: "guaranteed_eft", to: "EFT0301" },
  { screen: "paid", method: "e_transfer", to: "Completed" },
  { screen: "not_guaranteed", method: "guaranteed_eft", to: "EFT0402" },
  { screen: "low_balance", method: "guaranteed_eft", to: "EFT0404" },
  { screen: "name_mismatch", method: "guaranteed_eft", to: "EFT0403" },
  { screen: "sign_in_failed", method: "guaranteed_eft", to: "EFT0401" },
  { screen: "declined", method: "e_transfer", to: "Declined" },
  { screen: "failed", method: "e_transfer", to: "Failed" },
  { screen: "session_expired", method: "guaranteed_eft", to: "EFT0601" },
  { screen: "canceled_by_you", method: "guaranteed_eft", to: "EFT0501" },
];

for (const locale of LOCALES) {
  test.describe(locale, { tag: "@both-widths" }, () => {
    for (const way of WAYS) {
      const name = way.method === "e_transfer" ? `${way.screen}, e-Transfer` : way.screen;
      test(`no rule is broken by: ${name}`, async ({ guichet, page }) => {
        const shown = await reach(guichet, page, locale, way);
        await shown.shows(way.screen, statusOf(way.screen), locale);
        await expectAccessibleAnyhow(page, name);
      });
    }

    test("no rule is broken by: the choice, whole and with faults", async ({
      complaints,
      guichet,
      page,
    }) => {
      complaints.forgive(/status of 422/);
      const shown = new CheckoutPage(page);
      await shown.open(await guichet.api.createCheckout({ locale }));
      await shown.hydrated();
      await expectAccessibleAnyhow(page, "choose");

      const order = { locale, amount: undefined, customer: undefined };
      await shown.open(await guichet.api.createCheckout(order));
      await shown.submit();
      await expect(page.getByRole("alert").locator("a")).toHaveCount(4);
      await expectAccessibleAnyhow(page, "choose with faults");
    });

    test("no rule is broken by: checking, and the page that waits", async ({ guichet, page }) => {
      const shown = await reach(guichet, page, locale, { screen: "bank", method: "e_transfer" });
      await shown.bank.shows("confirm");
      await page.goto(`${page.url().split("?")[0]}?lang=${locale}&view=status`);
      await expect(shown.frame).toHaveCount(0);
      await expectAccessibleAnyhow(page, "waiting");
    });

    test("no rule is broken by: expired, and cancelled by the shop", async ({ guichet, page }) => {
      const shown = new CheckoutPage(page);
      await shown.open(await guichet.api.createCheckout({ locale, expires_in: 1 }));
      await shown.shows("expired", "expired", locale);
      await expectAccessibleAnyhow(page, "expired");

      const checkout = await guichet.api.createCheckout({ locale });
      await guichet.api.call("POST", `/v1/checkouts/${checkout.id}/cancel`);
      await shown.open(checkout);
      await shown.shows("canceled_by_shop", "canceled", locale);
      await expectAccessibleAnyhow(page, "canceled_by_shop");
    });

    test("no rule is broken by: the receipt", async ({ guichet, page }) => {
      const way: Way = { screen: "paid", method: "guaranteed_eft", to: "EFT0301" };
      const shown = await reach(guichet, page, locale, way);
      await shown.shows("paid", "paid", locale);
      await page.locator('a[href*="/receipt"]').click();
      await expect(page).toHaveURL(/\/receipt/);
      await expectAccessibleAnyhow(page, "receipt");
    });

    test("no rule is broken by: the shop, its thanks, and a page that is not there", async ({
      complaints,
      guichet,
      page,
    }) => {
      complaints.forgive(/status of 404/);
      for (const path of ["/demo", "/demo/thanks", "/c/nobody-knows-this"]) {
        await page.goto(`${guichet.url}${path}?lang=${locale}`);
        await expectAccessibleAnyhow(page, path);
      }
    });

    test("no rule is broken by: the link in the inbox", async ({ guichet, page }) => {
      const shown = new CheckoutPage(page);
      await shown.open(await guichet.api.createCheckout({ locale }));
      await shown.choose("e_transfer");
      await page.locator('label[for="delivery-email"]').click();
      await expectAccessibleAnyhow(page, "choose by e-mail");
      await shown.submit();
      await shown.shows("sent", "processing", locale);
      await expectAccessibleAnyhow(page, "sent");
    });

    test("no rule is broken by: linking an account, confirming it, signing its agreement", async ({
      guichet,
      page,
    }) => {
      test.slow();
      const shown = new CheckoutPage(page);
      await shown.open(await guichet.api.createCheckout({ ...LINKED, locale }));
      await shown.startLinking();
      await shown.shows("link", "processing", locale);
      const screens: BankScreen[] = ["consent", "bank", "sign-in", "question", "account"];
      for (const screen of screens) {
        await shown.bank.walk(screen, "Greatday");
        await expectAccessibleAnyhow(page, `linking: ${screen}`);
      }
      await shown.bank.pass("account");
      await shown.showsAccount(locale);
      await expectAccessibleAnyhow(page, "account");
      await shown.confirmAccount();
      await shown.shows("agreement", "processing", locale);
      await shown.bank.shows("agreement");
      await expectAccessibleAnyhow(page, "signing");
      await shown.bank.sign();
      await shown.showsDebit(locale);
    });

    test("no rule is broken by: opening and checking", async ({ context, own, page }) => {
      await own.twin.fault({ slow_ms: 20_000, endpoint: "create", times: 1 });
      const checkout = await own.api.createCheckout({ locale });
      const shown = new CheckoutPage(page);
      await shown.open(checkout);
      await shown.choose("e_transfer");
      await shown.startForm.locator('button[type="submit"]').click({ noWaitAfter: true });
      const second = new CheckoutPage(await context.newPage());
      await expect(async () => {
        await second.open(checkout);
        await expect(second.main).toHaveAttribute("data-screen", "opening", { timeout: 500 });
      }).toPass();
      await expectAccessibleAnyhow(second.page, "opening");

      const other = await own.api.createCheckout({ locale });
      await own.twin.fault({ processing_reads: true });
      await second.open(other);
      await second.start("e_transfer");
      await second.bank.walk("approve");
      await second.bank.press("approve");
      await second.shows("checking", "processing", locale);
      await expectAccessibleAnyhow(second.page, "checking");
      // Both would go on asking a server that this test takes along.
      await Promise.all([page, second.page].map((open) => open.close()));
    });

    test("no rule is broken by: the bank's offer, what is left unsigned, and what has ended", async ({
      guichet,
      page,
    }) => {
      test.slow();
      const shown = new CheckoutPage(page);
      const offered = { locale, customer: customer("Steve", "Diamond") };
      await shown.open(await guichet.api.createCheckout(offered));
      await shown.start("guaranteed_eft");
      await shown.bank.walk("offer", "Happy2");
      await expectAccessibleAnyhow(page, "the bank's offer");
      await shown.bank.walk("agreement");
      await shown.bank.press("not-now");
      await shown.bank.shows("unsigned");
      await shown.shows("agreement", "processing", locale);
      await expectAccessibleAnyhow(page, "the bank's unsigned");
    });

    test("no rule is broken by: the bank's pages of an e-Transfer", async ({ guichet, page }) => {
      test.slow();
      const shown = await reach(guichet, page, locale, { screen: "bank", method: "e_transfer" });
      const screens: BankScreen[] = ["confirm", "bank", "approve"];
      for (const screen of screens) {
        await shown.bank.walk(screen);
        await expectAccessibleAnyhow(page, `the bank's ${screen}`);
      }
      await shown.bank.leave();
      await shown.bank.shows("close");
      await expectAccessibleAnyhow(page, "the bank's close");
      const session = await shown.session();
      await page.goto(`${guichet.twinUrl}/app/?sessionId=${session}`);
      const bank = new Bank(page);
      await bank.press("yes");
      await bank.shows("ended");
      await expectAccessibleAnyhow(page, "the bank's end");
    });

    test("no rule is broken by: the bank's own pages", async ({ guichet, page }) => {
      test.slow();
      const shown = await reach(guichet, page, locale, { screen: "bank", method: "guaranteed_eft" });
      const screens: BankScreen[] = [
        "consent",
        "bank",
        "sign-in",
        "question",
        "account",
        "amount",
        "review",
        "agreement",
      ];
      for (const screen of screens) {
        await shown.bank.walk(screen);
        if (screen === "agreement") await shown.shows("agreement", "processing", locale);
        await expectAccessibleAnyhow(page, `the bank's ${screen}`);
      }
    });
  });
}

test("a whole payment goes by keyboard alone", async ({ guichet, page }) => {
  const shown = new CheckoutPage(page);
  await shown.open(await guichet.api.createCheckout());
  await shown.hydrated();
  await tabTo(page, "#method-guaranteed_eft");
  await page.keyboard.press("Space");
  await tabTo(page, 'form[data-form="start"] button[type="submit"]');
  await page.keyboard.press("Enter");
  await shown.shows("bank", "processing", "en-CA");
  await shown.hydrated();

  const press = async (screen: BankScreen, selector: string, key = "Enter") => {
    await shown.bank.shows(screen);
    await tabTo(page, `main[data-screen="${screen}"] ${selector}`);
    await page.keyboard.press(key);
  };
  const write = async (screen: BankScreen, selector: string, text: string) => {
    await shown.bank.shows(screen);
    await tabTo(page, `main[data-screen="${screen}"] ${selector}`);
    await page.keyboard.type(text);
  };
  await press("consent", "button.button");
  await press("bank", 'button[value="flinks-capital"]');
  await write("sign-in", "#user", "Happy1");
  await write("sign-in", "#password", "Everyday");
  await page.keyboard.press("Enter");
  await shown.bank.shows("question");
  const answer = await shown.bank.main.locator("aside code").innerText();
  await write("question", "#answer", answer);
  await page.keyboard.press("Enter");
  await press("account", 'input[name="account"]', "Space");
  await press("account", "button.button");
  await press("amount", "button.button");
  await press("review", "button.button");
  await press("agreement", 'input[name="signed"]', "Space");
  await press("agreement", 'button[value="sign"]');

  await shown.shows("paid", "paid", "en-CA");
});

test("an account is linked and debited by keyboard alone", async ({ guichet, page }) => {
  const shown = new CheckoutPage(page);
  await shown.open(await guichet.api.createCheckout(LINKED));
  await shown.startLinking();
  await shown.hydrated();
  await shown.bank.walk("account", "greatday_nomfa");
  await shown.bank.pass("account");
  await shown.showsAccount("en-CA");
  await expect(shown.heading).toBeFocused();

  await tabTo(page, 'input[name="account"]');
  await page.keyboard.press("ArrowDown");
  await expect(page.locator('input[name="account"]:checked')).toHaveCount(1);
  await tabTo(page, 'form[data-form="account"] button[type="submit"]');
  await page.keyboard.press("Enter");
  await shown.shows("agreement", "processing", "en-CA");
  await shown.bank.shows("agreement");
  await tabTo(page, 'input[name="signed"]');
  await page.keyboard.press("Space");
  await tabTo(page, 'button[value="sign"]');
  await page.keyboard.press("Enter");
  await shown.showsDebit("en-CA");
});

test("where the bank's page opens is chosen by keyboard alone", async ({ guichet, page }) => {
  const shown = new CheckoutPage(page);
  await shown.open(await guichet.api.createCheckout());
  await tabTo(page, "#method-guaranteed_eft");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator("#method-e_transfer")).toBeChecked();
  await tabTo(page, "#delivery-page");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator("#delivery-email")).toBeChecked();
  const button = shown.startForm.locator('button[type="submit"]');
  await expect(button).toHaveAccessibleName("Email me the link");
  await tabTo(page, 'form[data-form="start"] button[type="submit"]');
  await page.keyboard.press("Enter");
  await shown.shows("sent", "processing", "en-CA");
});

test("focus and voice come along when the page turns to another screen", async ({
  guichet,
  page,
}) => {
  const shown = await reach(guichet, page, "en-CA", { screen: "bank", method: "guaranteed_eft" });
  await shown.hydrated();

  await guichet.twin.drive(await shown.session(), "EFT0301");

  await shown.shows("paid", "paid", "en-CA");
  await expect(shown.heading).toBeFocused();
  await expect(page.getByRole("status").filter({ hasText: TITLE["en-CA"].paid })).toBeAttached();
  await expect(page).toHaveTitle(/^Paid/);
});

test("each new stage of the way is said", async ({ guichet, page }) => {
  const shown = await reach(guichet, page, "en-CA", { screen: "bank", method: "guaranteed_eft" });
  await shown.hydrated();
  await shown.bank.walk("sign-in");
  await expect(page.getByRole("status").filter({ hasText: "Sign in" })).toBeAttached();
  await expect(page.locator('[aria-current="step"]')).toContainText("Sign in");
});

test("what is pressed is large enough to be pressed", async ({ guichet, page }) => {
  const shown = new CheckoutPage(page);
  const expectLarge = async (where: string) => {
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>(
        '.button, .method, .switch, summary, input:not([type="hidden"], [type="radio"])',
      )]
        .filter((target) => target.checkVisibility())
        .map((target) => ({ target, box: target.getBoundingClientRect() }))
        .filter(({ box }) => box.width < 44 || box.height < 44)
        .map(({ target, box }) => `${target.outerHTML.slice(0, 80)}: ${box.width} by ${box.height}`),
    );
    expect(small, where).toEqual([]);
  };
  await shown.open(await guichet.api.createCheckout({ amount: undefined, customer: undefined }));
  await expectLarge("choose");
  await page.goto(`${guichet.url}/demo`);
  await expectLarge("shop");
  await reach(guichet, page, "en-CA", { screen: "bank", method: "guaranteed_eft" });
  await expectLarge("bank");
});

test("with forced colours every control can be told from the page", async ({ guichet, page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  const shown = new CheckoutPage(page);
  await shown.open(await guichet.api.createCheckout());
  const borders = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>(".button, .method")].map(
      (control) => getComputedStyle(control).borderTopStyle,
    ),
  );
  expect(borders.length).toBeGreaterThan(2);
  expect(borders).not.toContain("none");
  await expect(shown.startForm.locator('button[type="submit"]')).toBeVisible();
});

test("nothing moves for those who asked for stillness", async ({ guichet, page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const way: Way = { screen: "paid", method: "guaranteed_eft", to: "EFT0301" };
  const shown = await reach(guichet, page, "en-CA", way);
  const moving = () =>
    page.evaluate(() => document.getAnimations().filter((one) => one.playState === "running").length);
  expect(await moving()).toBe(0);
  await shown.shows("paid", "paid", "en-CA");
  expect(await moving()).toBe(0);
});

test("text of twice the size loses nothing", async ({ guichet, page }) => {
  // 320 px is what zoom by four makes of 1,280; no criterion asks for both at once.
  await page.setViewportSize({ width: 1280, height: 900 });
  const expectWhole = async (shown: CheckoutPage) => {
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    await shown.expectNoSidewaysScroll();
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>("body *")]
        .filter((element) => {
          const { overflowX, overflowY } = getComputedStyle(element);
          const isCut =
            (overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1) ||
            (overflowY !== "visible" && element.scrollHeight > element.clientHeight + 1);
          return isCut && element.checkVisibility() && !element.closest(".visually-hidden, .skip");
        })
        .map((element) => element.outerHTML.slice(0, 100)),
    );
    expect(cut).toEqual([]);
  };
  const shown = new CheckoutPage(page);
  await shown.open(await guichet.api.createCheckout());
  await expectWhole(shown);
  const way: Way = { screen: "paid", method: "guaranteed_eft", to: "EFT0301" };
  await reach(guichet, page, "fr-CA", way);
  await shown.shows("paid", "paid", "fr-CA");
  await expectWhole(shown);
});

async function reach(
  guichet: Guichet,
  page: Page,
  locale: Locale,
  { method, order, to }: Way,
): Promise<CheckoutPage> {
  const shown = new CheckoutPage(page);
  await shown.open(await guichet.api.createCheckout({ ...order, locale }));
  if (!method) return shown;
  await shown.start(method);
  if (to) await guichet.twin.drive(await shown.session(), to);
  return shown;
}

function statusOf(screen: Screen) {
  switch (screen) {
    case "paid":
      return "paid";
    case "opening":
    case "bank":
    case "link":
    case "account":
    case "sent":
    case "checking":
    case "agreement":
      return "processing";
    case "expired":
      return "expired";
    case "canceled_by_shop":
      return "canceled";
    case "choose":
    case "not_guaranteed":
    case "low_balance":
    case "name_mismatch":
    case "sign_in_failed":
    case "declined":
    case "session_expired":
    case "unavailable":
    case "returned":
    case "failed":
    case "canceled_by_you":
      return "open";
  }
}

/** By day and by night, on a phone and on a desk. */
async function expectAccessibleAnyhow(page: Page, what: string): Promise<void> {
  const before = page.viewportSize();
  for (const viewport of [{ width: 320, height: 720 }, { width: 1280, height: 900 }]) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page, `${what}, ${colorScheme}, ${viewport.width}`);
    }
  }
  if (before) await page.setViewportSize(before);
}
