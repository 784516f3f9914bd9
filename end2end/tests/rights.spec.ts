// What a person is told before they commit themselves: what a method means, what a debit is, what
// they have a right to; and how kindly what they type is read.
import { LINKED, type Order } from "../support/api";
import { expectAccessible } from "../support/axe";
import { CheckoutPage } from "../support/checkout";
import { expect, test } from "../support/guichet";
import { LOCALES, type Locale } from "../support/words";

const RIGHTS: Record<Locale, { title: string; within: string; rules: string }> = {
  "en-CA": {
    title: "What a pre-authorized debit is, and your rights",
    within: "within 90 days of the debit",
    rules: "https://www.payments.ca/resources/payment-guides/business-guides/pre-authorized-debit",
  },
  "fr-CA": {
    title: "Le prélèvement automatique et vos droits",
    within: "dans les 90\u00a0jours du prélèvement",
    rules: "https://www.paiements.ca/",
  },
};

for (const locale of LOCALES) {
  test.describe(locale, { tag: "@both-widths" }, () => {
    test("a debit's rights unfold by keyboard before anything is signed", async ({ guichet, page }) => {
      const shown = new CheckoutPage(page);
      await shown.open(await guichet.api.createCheckout({ ...LINKED, locale }));
      await shown.startLinking();
      await shown.bank.walk("account", "greatday_nomfa");
      await shown.bank.pass("account");
      await shown.showsAccount(locale);

      const { title, within, rules } = RIGHTS[locale];
      const rights = page.locator("details.rights");
      await expect(rights.getByText(within)).toBeHidden();
      await rights.locator("summary").focus();
      await page.keyboard.press("Enter");
      await expect(rights.locator("summary")).toHaveText(title);
      await expect(rights.getByText(within)).toBeVisible();
      await expect(rights.locator(`a[href="${rules}"]`)).toHaveAttribute("target", "_blank");
      await expectAccessible(page, "rights");
      await shown.expectNoSidewaysScroll();
    });

    test("an amount that many banks refuse in one transfer is told of in its card", async ({
      guichet,
      page,
    }) => {
      const order: Order = { amount: 450_000, methods: ["e_transfer", "guaranteed_eft"], locale };
      const shown = new CheckoutPage(page);
      await shown.open(await guichet.api.createCheckout(order));

      await expect(page.locator("#method-guaranteed_eft")).toBeChecked();
      const told = page.locator("#method-e_transfer-line .method-limit");
      await expect(told).toContainText(locale === "en-CA" ? "$4,500.00" : "4\u00a0500,00\u00a0$");
      await expectAccessible(page, "a large amount");
      await shown.expectNoSidewaysScroll();
    });
  });
}
