// The twin's pages, walked as a customer walks them: where one pays, where one links an
// account, and where one signs a debit agreement.
import { expect, type Locator } from "@playwright/test";

/** The screens of the journey, of every product. */
export type BankScreen =
  | "consent"
  | "confirm"
  | "bank"
  | "sign-in"
  | "question"
  | "account"
  | "amount"
  | "offer"
  | "review"
  | "agreement"
  | "unsigned"
  | "approve"
  | "close"
  | "done"
  | "ended"
  | "trouble"
  | "closed"
  | "refused";

/** Every test user's password. */
const PASSWORD = "Everyday";

/** The bank's pages, in a frame or in a window of their own. */
export class Bank {
  readonly main: Locator;

  /** `around` is the frame or the page that holds them. */
  constructor(private readonly around: { locator(selector: string): Locator }) {
    this.main = around.locator("main[data-screen]");
  }

  /** The document's language. */
  get html(): Locator {
    return this.around.locator("html");
  }

  /** Waits until this screen is shown. */
  async shows(screen: BankScreen): Promise<void> {
    await expect(this.main).toHaveAttribute("data-screen", screen);
    await expect(this.main).toBeVisible();
  }

  /** Goes on until this screen is shown. The user's name plays the scenario of that name. */
  async walk(to: BankScreen, user = "Happy1"): Promise<void> {
    for (;;) {
      await this.main.waitFor();
      const here = (await this.main.getAttribute("data-screen")) as BankScreen;
      if (here === to) return;
      await this.pass(here, user);
      await expect(this.main).not.toHaveAttribute("data-screen", here);
    }
  }

  /** Does what the screen asks for. */
  async pass(screen: BankScreen, user = "Happy1"): Promise<void> {
    switch (screen) {
      case "bank":
        return this.press("flinks-capital");
      case "sign-in":
        return this.signIn(user, PASSWORD);
      case "question":
        await this.main.locator("#answer").fill(await this.main.locator("aside code").innerText());
        return this.press();
      case "account":
        await this.main.locator('label:has(input[value="chequing"])').click();
        return this.press();
      case "offer":
        return this.press("accept");
      case "consent":
      case "confirm":
      case "amount":
      case "review":
      case "unsigned":
        return this.press();
      case "agreement":
        return this.sign();
      case "approve":
        return this.press("approve");
      case "close":
        return this.press("yes");
      case "trouble":
        return this.press("again");
      case "done":
      case "ended":
      case "closed":
      case "refused":
        throw new Error(`the journey is over: ${screen}`);
    }
  }

  /** Sends the sign-in form. */
  async signIn(user: string, password: string): Promise<void> {
    await this.main.locator("#user").fill(user);
    await this.main.locator("#password").fill(password);
    await this.press();
  }

  /** Signs the debit agreement. */
  async sign(): Promise<void> {
    await this.agree();
    await this.press("sign");
  }

  /** Checks the agreement's box, and goes no further. */
  async agree(): Promise<void> {
    await this.main.locator('input[name="signed"]').check();
  }

  /** Presses the button of that value, or the main one. */
  async press(value?: string): Promise<void> {
    const button = value ? this.main.locator(`button[value="${value}"]`) : this.main.locator("form:not(.search) button.button").first();
    // What follows may take the frame away, so nothing more is waited for.
    await button.click({ noWaitAfter: true });
  }

  /** Presses the close button of the e-Transfer pages. */
  async leave(): Promise<void> {
    await this.around.locator("header button.cross").click();
  }
}
