// What pages complain about: every browser test ends with an empty list of it.
import { expect, type BrowserContext } from "@playwright/test";

/**
 * Console errors and warnings, uncaught exceptions and CSP violations of all pages of a
 * context and of their frames.
 */
export class Complaints {
  private readonly heard: string[] = [];
  private readonly forgiven: RegExp[] = [];

  /** Listens from now on: before the first `goto`. */
  static async of(context: BrowserContext): Promise<Complaints> {
    const complaints = new Complaints();
    const { heard } = complaints;
    context.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") {
        heard.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
      }
    });
    context.on("weberror", (error) => heard.push(`exception: ${error.error().message}`));
    // Report-only violations and those of other frames do not always reach the console.
    await context.exposeFunction("__reportViolation", (violation: string) => {
      heard.push(`violation: ${violation}`);
    });
    await context.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) => {
        const report = (window as unknown as { __reportViolation(text: string): void })
          .__reportViolation;
        report(`${event.effectiveDirective} refused ${event.blockedURI} in ${event.documentURI}`);
      });
    });
    return complaints;
  }

  /**
   * Lets a complaint pass that the test itself provokes, such as the browser's line about an
   * address that the test cuts off. Violations and exceptions cannot be forgiven.
   */
  forgive(provoked: RegExp): void {
    this.forgiven.push(provoked);
  }

  /** Fails the test if there is any that was not provoked. */
  expectNone(): void {
    const isForgiven = (complaint: string) =>
      complaint.startsWith("console ") && this.forgiven.some((pattern) => pattern.test(complaint));
    expect(this.heard.filter((complaint) => !isForgiven(complaint))).toEqual([]);
  }
}
