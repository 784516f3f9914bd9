// The page of a checkout, used as a customer uses it.
import { expect, type Locator, type Page } from "@playwright/test";
import type { Checkout, Method, Status } from "./api";
import { Bank } from "./bank";
import { DEBIT_ACCEPTED, TITLE, type Locale, type Screen } from "./words";

/** As long as a screen may take: a page without scripts looks again every fifteen seconds. */
const SCREEN_MS = 25_000;
const MARK = "__notReloaded";

export class CheckoutPage {
  readonly main: Locator;
  readonly heading: Locator;
  readonly startForm: Locator;
  readonly frame: Locator;
  readonly bank: Bank;

  constructor(readonly page: Page) {
    this.main = page.locator("main");
    this.heading = this.main.locator("h1");
    this.startForm = page.locator('form[data-form="start"]');
    this.frame = page.locator('iframe[data-frame="bank"]');
    this.bank = new Bank(page.frameLocator('iframe[data-frame="bank"]'));
  }

  /** Opens a checkout's page, in a language or in the order's own. */
  async open(checkout: Pick<Checkout, "url">, locale?: Locale): Promise<void> {
    const url = new URL(checkout.url);
    if (locale) url.searchParams.set("lang", locale);
    await this.page.goto(url.href);
  }

  /** Waits until the islands are up. */
  async hydrated(): Promise<void> {
    await expect(this.page.locator("html")).toHaveAttribute("data-started", "islands");
  }

  /** Chooses the debit from a linked account and goes on to the frame in which it is linked. */
  async startLinking(): Promise<void> {
    await this.start("eft");
    await this.bank.shows("consent");
  }

  /** Chooses a method and goes on to the bank. */
  async start(method: Method): Promise<void> {
    await this.choose(method);
    await this.submit();
    await expect(this.frame).toBeAttached();
  }

  /** Chooses a method. */
  async choose(method: Method): Promise<void> {
    await this.page.locator(`label[for="method-${method}"]`).click();
  }

  /** Sends the form. */
  async submit(): Promise<void> {
    await this.startForm.locator('button[type="submit"]').click();
  }

  /** Waits for a screen: its name, its status, and its heading in that language. */
  async shows(
    screen: Screen,
    status: Status,
    locale: Locale,
    timeout = SCREEN_MS,
    title = TITLE[locale][screen],
  ): Promise<void> {
    await expect(this.main).toHaveAttribute("data-screen", screen, { timeout });
    await expect(this.main).toHaveAttribute("data-status", status);
    await expect(this.heading).toHaveText(title);
    await expect(this.page.locator("html")).toHaveAttribute("lang", locale);
  }

  /** Waits until the debit of a linked account counts: nobody guarantees it, and no page says "Paid". */
  async showsDebit(locale: Locale): Promise<void> {
    await this.shows("paid", "paid", locale, SCREEN_MS, DEBIT_ACCEPTED[locale]);
  }

  /**
   * Waits until the linked accounts are shown. The provider takes its time to read them: it
   * is asked again every ten seconds, and a page without scripts looks every fifteen.
   */
  async showsAccount(locale: Locale): Promise<void> {
    await this.shows("account", "processing", locale, 40_000);
  }

  /** Says yes to the account that is shown or chosen. */
  async confirmAccount(): Promise<void> {
    await this.page.locator('form[data-form="account"] button[type="submit"]').click();
  }

  /** The provider's session, as only the frame's address knows it. */
  async session(): Promise<string> {
    const src = await this.frame.getAttribute("src");
    const session = src && new URL(src).searchParams.get("sessionId");
    if (!session) throw new Error("the frame has no session");
    return session;
  }

  /** Leaves a mark that only a reload removes. */
  async mark(): Promise<void> {
    await this.page.evaluate((mark) => Object.assign(window, { [mark]: true }), MARK);
  }

  /** Whether the page has been the same document since `mark`. */
  async expectNotReloaded(): Promise<void> {
    expect(await this.page.evaluate((mark) => mark in window, MARK)).toBe(true);
  }

  /** Nothing stands out at the side. */
  async expectNoSidewaysScroll(): Promise<void> {
    const [content, window] = await this.page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    expect(content, "the page is wider than the window").toBeLessThanOrEqual(window ?? 0);
  }
}
