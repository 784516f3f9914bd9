// From the change of a status at the twin to the changed page, in milliseconds.
//
// The watch starts before the twin is told to move the session and stops when the page's
// `data-status` is "paid". Between the two lie the twin's webhook, our status read, the rules,
// the log on disk, the event to the page, the fetch of the new page and its swap. The status
// read is the provider's time, so it is measured too and taken off.
import { CheckoutPage } from "../support/checkout";
import { test } from "../support/guichet";

const ROUNDS = 50;
const WARM_UP = 3;

test("page", async ({ guichet, page }) => {
  const shown = new CheckoutPage(page);
  const totals: number[] = [];
  const reads: number[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    await shown.open(await guichet.api.createCheckout());
    await shown.start("guaranteed_eft");
    await shown.hydrated();
    const session = await shown.session();
    const changed = await page.evaluateHandle(() => ({
      at: new Promise<number>((paid) => {
        const look = () => {
          if (document.querySelector("main")?.dataset.status !== "paid") return;
          paid(performance.timeOrigin + performance.now());
        };
        new MutationObserver(look).observe(document, {
          attributes: true,
          childList: true,
          subtree: true,
        });
      }),
    }));

    const before = await statusReads(guichet.adminUrl);
    const start = performance.timeOrigin + performance.now();
    await guichet.twin.drive(session, "EFT0301");
    const end = await changed.evaluate(({ at }) => at);
    const after = await statusReads(guichet.adminUrl);
    if (round < 0) continue;
    totals.push(end - start);
    reads.push((1000 * (after.seconds - before.seconds)) / (after.count - before.count));
  }

  const figures = {
    total: distribution(totals),
    status_read: distribution(reads),
    beyond_the_status_read: distribution(totals.map((total, at) => total - (reads[at] ?? 0))),
  };
  console.log(JSON.stringify({ bench: "page", rounds: ROUNDS, unit: "ms", ...figures }));
  console.log(table(figures));
});

/** How many status reads the server has made, and how long they took together. */
async function statusReads(adminUrl: string): Promise<{ count: number; seconds: number }> {
  const text = await (await fetch(`${adminUrl}/metrics`)).text();
  const value = (name: string) => {
    const line = new RegExp(`^guichet_provider_call_duration_seconds_${name}\\{endpoint="read"\\} (.+)$`, "m");
    return Number(text.match(line)?.[1] ?? 0);
  };
  return { count: value("count"), seconds: value("sum") };
}

function distribution(values: number[]): Record<string, number> {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (part: number) => {
    const value = sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? NaN;
    return Math.round(value * 10) / 10;
  };
  return { min: at(0.001), median: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1) };
}

function table(figures: Record<string, Record<string, number>>): string {
  const row = (name: string, cells: (string | number)[]) =>
    name.padEnd(24) + cells.map((cell) => String(cell).padStart(9)).join("");
  const rows = Object.entries(figures).map(([name, figure]) =>
    row(name.replaceAll("_", " "), Object.values(figure).map((value) => value.toFixed(1))),
  );
  return [row("ms", Object.keys(Object.values(figures)[0] ?? {})), ...rows].join("\n");
}
