// Prints what a bench prints, and nothing else unless it fails.
import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";

export default class Plain implements Reporter {
  onStdOut(chunk: string | Buffer): void {
    process.stdout.write(chunk);
  }

  onTestEnd(_: TestCase, { errors }: TestResult): void {
    for (const { stack, message } of errors) process.stderr.write(`${stack ?? message}\n`);
  }

  printsToStdio(): boolean {
    return true;
  }
}
