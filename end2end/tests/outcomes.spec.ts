// Every way in which a payment can end, as the customer and the merchant see it.
import { customer, type Checkout, type Method, type Order } from "../support/api";
import type { Bank } from "../support/bank";
import { CheckoutPage } from "../support/checkout";
import { expect, test } from "../support/guichet";
import { LOCALES, SAYS, money, type Locale, type Screen } from "../support/words";
import { WIDTH } from "../support/width";

interface Story {
  name: string;
  method: Method;
  order?: Order;
  /** What the customer does at the bank. */
  atTheBank(bank: Bank): Promise<void>;
}

interface Payment extends Story {
  amount: number;
  guaranteed: boolean;
}

interface Failure extends Story {
  screen: Screen;
  code: string;
  detail: string;
}

const debit = (user: string) => async (bank: Bank) => {
  await bank.walk("agreement", user);
  await bank.sign();
};

const PAYMENTS: Payment[] = [
  {
    name: "a guaranteed debit is paid (Happy1)",
    method: "guaranteed_eft",
    atTheBank: debit("Happy1"),
    amount: 25_000,
    guaranteed: true,
  },
  {
    name: "a lower offer that is accepted is paid, and the page says what is missing (Happy2)",
    method: "guaranteed_eft",
    order: { customer: customer("Steve", "Diamond") },
    atTheBank: debit("Happy2"),
    amount: 15_000,
    guaranteed: true,
  },
  {
    name: "the scenario in French is paid (Happy3)",
    method: "guaranteed_eft",
    order: { customer: customer("Alex", "Rider") },
    atTheBank: debit("Happy3"),
    amount: 25_000,
    guaranteed: true,
  },
  {
    name: "an e-Transfer request that is accepted is paid",
    method: "e_transfer",
    atTheBank: async (bank) => {
      await bank.walk("approve");
      await bank.press("approve");
    },
    amount: 25_000,
    guaranteed: true,
  },
];

const FAILURES: Failure[] = [
  {
    name: "no guarantee (Unhappy1)",
    method: "guaranteed_eft",
    order: { customer: customer("Joe", "Fails") },
    atTheBank: async (bank) => {
      await bank.walk("amount", "Unhappy1");
      await bank.press();
    },
    screen: "not_guaranteed",
    code: "not_guaranteed",
    detail: "EFT0402",
  },
  {
    name: "a wrong password, three times",
    method: "guaranteed_eft",
    atTheBank: async (bank) => {
      await bank.walk("sign-in");
      for (const left of [2, 1]) {
        await bank.signIn("Happy1", "wrong");
        await expect(bank.main.locator("#fault")).toContainText(left === 1 ? /One|un essai/ : "2");
      }
      await bank.signIn("Happy1", "wrong");
    },
    screen: "sign_in_failed",
    code: "sign_in_failed",
    detail: "EFT0401",
  },
  {
    name: "an account of somebody else",
    method: "guaranteed_eft",
    atTheBank: async (bank) => {
      await bank.walk("account", "WrongName");
      await bank.pass("account");
    },
    screen: "name_mismatch",
    code: "name_mismatch",
    detail: "EFT0403",
  },
  {
    name: "a balance that is too low",
    method: "guaranteed_eft",
    atTheBank: async (bank) => {
      await bank.walk("amount", "LowBalance");
      await bank.press();
    },
    screen: "low_balance",
    code: "low_balance",
    detail: "EFT0404",
  },
  {
    name: "an e-Transfer request that is declined",
    method: "e_transfer",
    atTheBank: async (bank) => {
      await bank.walk("approve");
      await bank.press("decline");
    },
    screen: "declined",
    code: "declined",
    detail: "Declined",
  },
  {
    name: "an e-Transfer request that runs out of time",
    method: "e_transfer",
    order: { reference: "ET-Expire" },
    atTheBank: async (bank) => {
      await bank.walk("approve");
      await bank.press("approve");
    },
    screen: "session_expired",
    code: "session_expired",
    detail: "Expired",
  },
  {
    name: "an e-Transfer request for another name",
    method: "e_transfer",
    order: { reference: "ET-NameMismatch" },
    atTheBank: async (bank) => {
      await bank.walk("approve");
      await bank.press("approve");
    },
    screen: "name_mismatch",
    code: "name_mismatch",
    detail: "EFT0403",
  },
];

for (const locale of LOCALES) {
  test.describe(locale, { tag: WIDTH[locale] }, () => {
    for (const story of PAYMENTS) {
      test(story.name, async ({ guichet, page }) => {
        const { shown, checkout } = await begin(page, guichet.api, locale, story);

        await story.atTheBank(shown.bank);

        await shown.shows("paid", "paid", locale);
        await shown.expectNotReloaded();
        await shown.expectNoSidewaysScroll();
        await expect(shown.main).toContainText(money(story.amount, locale));
        const paid = await guichet.api.readCheckout(checkout.id);
        expect(paid.status).toBe("paid");
        expect(paid.payment).toMatchObject({
          method: story.method,
          amount: story.amount,
          guaranteed: story.guaranteed,
          evidence: "status_read",
          attempt: paid.attempts[0]?.id,
        });
        const missing = 25_000 - story.amount;
        expect(paid.shortfall ?? 0).toBe(missing);
        if (missing > 0) await expect(shown.main).toContainText(money(missing, locale));
        expect(paid.last_failure).toBeNull();
        expect(paid.attempts).toHaveLength(1);
      });
    }

    for (const story of FAILURES) {
      test(`${story.name}: nothing is taken and the order stays open`, async ({ guichet, page }) => {
        const { shown, checkout } = await begin(page, guichet.api, locale, story);

        await story.atTheBank(shown.bank);

        await shown.shows(story.screen, "open", locale);
        await shown.expectNotReloaded();
        await shown.expectNoSidewaysScroll();
        await expect(shown.main).toContainText(SAYS.nothingTaken[locale]);
        await expect(shown.startForm).toBeVisible();
        const open = await guichet.api.readCheckout(checkout.id);
        expect(open.status).toBe("open");
        expect(open.payment).toBeNull();
        expect(open.last_failure).toMatchObject({ code: story.code, detail: story.detail });
      });
    }

    test("a payment that cannot be guaranteed is paid another way on the same page", async ({
      guichet,
      page,
    }) => {
      const { shown, checkout } = await begin(page, guichet.api, locale, {
        method: "guaranteed_eft",
        order: { customer: customer("Joe", "Fails") },
      });
      await shown.bank.walk("amount", "Unhappy1");
      await shown.bank.press();
      await shown.shows("not_guaranteed", "open", locale);
      await expect(shown.page.locator("#method-e_transfer")).toBeChecked();

      await shown.submit();
      await shown.bank.walk("approve");
      await shown.bank.press("approve");

      await shown.shows("paid", "paid", locale);
      const paid = await guichet.api.readCheckout(checkout.id);
      expect(paid.attempts.map(({ method, status }) => [method, status])).toEqual([
        ["guaranteed_eft", "failed"],
        ["e_transfer", "paid"],
      ]);
      expect(paid.payment).toMatchObject({ method: "e_transfer", evidence: "status_read" });
    });

    test("a confirmed account without a signed agreement is not paid until it is signed", async ({
      guichet,
      page,
    }) => {
      const { shown, checkout } = await begin(page, guichet.api, locale, {
        method: "guaranteed_eft",
      });
      await shown.bank.walk("agreement", "StopBeforeAgreement");
      await shown.bank.press("not-now");
      // The page may hear of it before the frame shows its next page.
      await shown.bank.shows("unsigned");

      await shown.shows("agreement", "processing", locale);
      await expect(shown.main).toContainText(SAYS.notPaidYet[locale]);
      const waiting = await guichet.api.readCheckout(checkout.id);
      expect(waiting.payment).toBeNull();
      expect(waiting.status).toBe("processing");

      await shown.bank.walk("agreement");
      await shown.bank.sign();
      await shown.shows("paid", "paid", locale);
      await shown.expectNotReloaded();
      const paid = await guichet.api.readCheckout(checkout.id);
      expect(paid.payment).toMatchObject({ amount: 25_000, evidence: "status_read" });
    });

    test("an e-Transfer that is closed at the bank is cancelled, and the order stays open", async ({
      guichet,
      page,
    }) => {
      const { shown, checkout } = await begin(page, guichet.api, locale, { method: "e_transfer" });
      await shown.bank.walk("approve");
      await shown.bank.leave();
      await shown.bank.shows("close");
      await shown.bank.press("yes");

      await shown.shows("canceled_by_you", "open", locale);
      await shown.expectNotReloaded();
      await expect(shown.main).toContainText(SAYS.nothingTaken[locale]);
      expectCanceled(await guichet.api.readCheckout(checkout.id));
    });

    test("the page's own button cancels the payment at the bank too", async ({ guichet, page }) => {
      const { shown, checkout } = await begin(page, guichet.api, locale, {
        method: "guaranteed_eft",
      });
      await shown.bank.walk("sign-in");
      const session = await shown.session();

      await page.locator('form[data-form="cancel"] button').click();

      await shown.shows("canceled_by_you", "open", locale);
      await expect(shown.main).toContainText(SAYS.nothingTaken[locale]);
      expectCanceled(await guichet.api.readCheckout(checkout.id));
      expect(await guichet.twin.status(session)).toBe("Canceled");
    });

    test("a session that the bank lets run out can be opened again", async ({ own, page }) => {
      const { shown, checkout } = await begin(page, own.api, locale, { method: "guaranteed_eft" });
      await shown.bank.walk("sign-in");

      await own.twin.advance(3600);

      await shown.shows("session_expired", "open", locale);
      await shown.expectNotReloaded();
      const open = await own.api.readCheckout(checkout.id);
      expect(open.last_failure).toMatchObject({ code: "session_expired", detail: "EFT0601" });

      await page.locator('form[data-form="restart"] button').click();
      await shown.bank.shows("consent");
    });

    test("a page whose time is up says so by itself", async ({ guichet, page }) => {
      const checkout = await guichet.api.createCheckout({ expires_in: 2, locale });
      const shown = new CheckoutPage(page);
      await shown.open(checkout);
      await shown.hydrated();
      await shown.mark();

      await shown.shows("expired", "expired", locale);
      await shown.expectNotReloaded();
      await shown.expectNoSidewaysScroll();
      await expect(shown.main).toContainText(SAYS.nothingTaken[locale]);
      await expect(shown.startForm).toHaveCount(0);
      expect((await guichet.api.readCheckout(checkout.id)).status).toBe("expired");
    });

    test("a page whose time is up while the bank is open stops the payment first", async ({
      guichet,
      page,
    }) => {
      const { shown, checkout } = await begin(page, guichet.api, locale, {
        method: "guaranteed_eft",
        order: { expires_in: 6 },
      });
      const session = await shown.session();

      await shown.shows("expired", "expired", locale);
      await shown.expectNotReloaded();
      const expired = await guichet.api.readCheckout(checkout.id);
      expect(expired.status).toBe("expired");
      expect(expired.payment).toBeNull();
      expect(await guichet.twin.status(session)).toBe("Canceled");
    });

    test("an order that the shop cancels says so by itself", async ({ guichet, page }) => {
      const { shown, checkout } = await begin(page, guichet.api, locale, { method: "e_transfer" });

      await guichet.api.call("POST", `/v1/checkouts/${checkout.id}/cancel`);

      await shown.shows("canceled_by_shop", "canceled", locale);
      await shown.expectNotReloaded();
    });
  });
}

test("the page follows every step that the bank reports", async ({ guichet, page }) => {
  const { shown, checkout } = await begin(page, guichet.api, "en-CA", { method: "guaranteed_eft" });
  const steps = {
    consent: "APP_MOUNTED",
    "sign-in": "INSTITUTION_SELECTED",
    question: "SUBMIT_CREDENTIAL",
    account: "SUBMIT_MFA",
    amount: "ACCOUNT_SELECTED",
    review: "GUARANTEE_OFFERED",
  } as const;

  for (const [screen, step] of Object.entries(steps)) {
    await shown.bank.walk(screen as keyof typeof steps);
    await expect(shown.main).toHaveAttribute("data-step", step);
  }

  await expect(page.locator('[data-stage="amount"]')).toHaveAttribute("data-state", "done");
  await expect(page.locator('[data-stage="agreement"]')).toHaveAttribute("data-state", "current");
  await expect
    .poll(async () => (await guichet.api.readCheckout(checkout.id)).attempts[0]?.last_step)
    .toBe("GUARANTEE_OFFERED");
});

test("a customer in Québec is spoken to in French first", async ({ guichet, page }) => {
  const address = { line1: "1, rue Principale", city: "Alma", province: "QC", postal_code: "G8B5V2", country: "CA" };
  const checkout = await guichet.api.createCheckout({
    locale: undefined,
    customer: { ...customer("John", "Doe"), address },
  });
  const shown = new CheckoutPage(page);
  await shown.open(checkout);

  await shown.shows("choose", "open", "fr-CA");
});

/** A checkout whose page is open at the bank, live and marked. */
async function begin(
  page: CheckoutPage["page"],
  api: { createCheckout(order?: Order): Promise<Checkout> },
  locale: Locale,
  story: { method: Method; order?: Order },
): Promise<{ shown: CheckoutPage; checkout: Checkout }> {
  const checkout = await api.createCheckout({ ...story.order, locale });
  const shown = new CheckoutPage(page);
  await shown.open(checkout);
  await shown.shows("choose", "open", locale);
  await shown.expectNoSidewaysScroll();
  await shown.start(story.method);
  await shown.shows("bank", "processing", locale);
  await shown.hydrated();
  await shown.mark();
  await expect(shown.bank.html).toHaveAttribute("lang", locale);
  await shown.expectNoSidewaysScroll();
  return { shown, checkout };
}

function expectCanceled(checkout: Checkout): void {
  expect(checkout.status).toBe("open");
  expect(checkout.payment).toBeNull();
  expect(checkout.attempts[0]?.status).toBe("canceled");
}
