// The quick start, as it is written: its commands are run in an empty folder, one after the
// other, and a browser does what it asks a person to do.
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Page } from "@playwright/test";
import { Api, type Checkout } from "../support/api";
import { CheckoutPage } from "../support/checkout";
import { expect, test } from "../support/guichet";
import { executable } from "../support/server";

const SOURCES = resolve(__dirname, "../..");
const PAGE = join(SOURCES, "docs/merchants/quick-start.md");

/** The shop's port where nobody says, and in the page. */
const PORT = "3000";

test("the quick start leads from an empty folder to a paid order, shipped once", async ({ page }) => {
  // It downloads Express, and the grader takes its time for the slow notification.
  test.setTimeout(180_000);
  const text = await readFile(PAGE, "utf8");
  const port = String(await freePort());
  const steps = commands(text).map((step) => step.replaceAll(PORT, port));
  const counted = steps.join("\n").replaceAll("\\\n", "").split("\n").length;
  expect(text).toContain(`**${counted} commands and one purchase`);

  const folder = await mkdtemp(join(tmpdir(), "guichet-quick-start-"));
  const shell = await Shell.open(folder, steps, port);
  try {
    const began = Date.now();
    for (const step of steps.slice(0, 4)) await shell.run(step);
    const shop = `http://localhost:${port}`;
    await answers(shop);
    const reference = await buy(page, shop);

    const graded = await shell.run(steps[4] ?? "");
    expect(graded).toContain("19 of 19 as they should be");
    test.info().annotations.push({ type: "took", description: `${Date.now() - began} ms` });

    await expectShippedOnce(folder, shop, reference);
    await shell.run(steps[5] ?? "");
  } finally {
    await shell.close();
    await rm(folder, { recursive: true, force: true });
  }
});

/** Does what the page asks a person to do, and says which order that was. */
async function buy(page: Page, shop: string): Promise<string> {
  await page.goto(shop);
  await page.getByRole("button", { name: "Buy" }).click();
  const shown = new CheckoutPage(page);
  await shown.startForm.locator('input[name="first_name"]').fill("John");
  await shown.startForm.locator('input[name="last_name"]').fill("Doe");
  await shown.startForm.locator('input[name="email"]').fill("john.doe@example.com");
  await shown.start("guaranteed_eft");
  await shown.bank.walk("agreement", "Happy1");
  await shown.bank.sign();
  await shown.shows("paid", "paid", "en-CA");
  await page.locator(`a[href^="${shop}/orders/"]`).click();
  const here = new URL(page.url());
  const reference = here.pathname.split("/")[2] ?? "";
  await expect(async () => {
    await page.reload();
    await expect(page.locator("body")).toContainText("on its way", { timeout: 100 });
  }).toPass();
  return reference;
}

/** Told again, and graded with its own order, the shop ships no second canoe. */
async function expectShippedOnce(folder: string, shop: string, reference: string): Promise<void> {
  const said = JSON.parse(await readFile(join(folder, "demo.json"), "utf8")) as {
    url: string;
    api_key: string;
  };
  const endpoint = JSON.parse(await readFile(join(folder, "endpoint.json"), "utf8")) as {
    id: string;
    secret: string;
  };
  const api = new Api({ url: said.url, apiKey: said.api_key });
  const order = async () => (await fetch(`${shop}/orders/${reference}`)).json();
  const shipped = await order();
  expect(shipped).toMatchObject({ reference, state: "shipped", shipments: 1 });

  const range = { from: "2020-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" };
  const replay = await api.call("POST", `/v1/webhook_endpoints/${endpoint.id}/replay`, range);
  expect(replay.status).toBe(202);
  const delivered = `/v1/webhook_endpoints/${endpoint.id}/deliveries?status=delivered`;
  await expect.poll(async () => (await api.list(delivered)).length).toBe(2);
  expect(await order()).toEqual(shipped);

  const [checkout] = await api.list<Checkout>(`/v1/checkouts?reference=${reference}`);
  const file = join(folder, "checkout.json");
  await writeFile(file, JSON.stringify(await api.readCheckout(checkout?.id ?? "")));
  const grade = [`${shop}/guichet`, "--secret", endpoint.secret, "--checkout", file];
  const orders = ["--order-url", `${shop}/orders/{reference}`, "--json"];
  expect(await report(["grade", ...grade, ...orders])).toMatchObject({ ok: true });
  expect(await order()).toEqual(shipped);
}

/** What the grader prints, whatever it thinks. */
function report(args: string[]): Promise<unknown> {
  return new Promise((found) => {
    execFile(executable(), args, (_, stdout) => found(JSON.parse(stdout)));
  });
}

/** The page's commands, step by step. */
function commands(text: string): string[] {
  const steps = [...text.matchAll(/^```sh\n([^]*?)\n```$/gm)].map(([, step]) => step ?? "");
  expect(steps).toHaveLength(6);
  return steps;
}

/** Waits until somebody listens there. */
async function answers(url: string): Promise<void> {
  await expect(async () => expect((await fetch(url)).ok).toBe(true)).toPass({ timeout: 15_000 });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (!address || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** A shell that runs the steps of a script, one whenever it is told to. */
class Shell {
  private said = "";
  private reached = 0;
  private waiting: (() => void)[] = [];

  private constructor(private readonly bash: ChildProcess) {
    for (const stream of [bash.stdout, bash.stderr]) {
      if (!stream) throw new Error("the shell says nothing");
      createInterface({ input: stream }).on("line", (line) => this.hear(line));
    }
    bash.once("exit", () => this.wake());
  }

  static async open(folder: string, steps: string[], port: string): Promise<Shell> {
    // Each step waits for its turn, and tells when it is done.
    const script = steps.map((step) => `read -r _\n${step}\necho "::done"\n`).join("");
    const path = join(folder, "..", `${folder.split("/").at(-1)}.sh`);
    await writeFile(path, `set -euo pipefail\nrm -- "$0"\n${script}`);
    const program = dirname(executable());
    const bash = spawn("bash", [path], {
      cwd: folder,
      detached: true,
      env: {
        ...process.env,
        GUICHET: SOURCES,
        PATH: `${program}:${process.env.PATH}`,
        PORT: port,
      },
      stdio: ["pipe", "pipe", "pipe"],
    });
    return new Shell(bash);
  }

  /** Has the next step run, and returns what it said. */
  async run(step: string): Promise<string> {
    const [from, before] = [this.said.length, this.reached];
    this.bash.stdin?.write("\n");
    while (this.reached === before) {
      if (this.bash.exitCode !== null) throw new Error(`${step}\n${this.said}`);
      await new Promise<void>((woken) => this.waiting.push(woken));
    }
    return this.said.slice(from);
  }

  /** Ends it, with everything that it has started. */
  async close(): Promise<void> {
    const { pid } = this.bash;
    if (pid === undefined) return;
    try {
      process.kill(-pid, "SIGKILL");
    } catch {
      // Everything has ended by itself.
    }
    if (this.bash.exitCode === null && this.bash.signalCode === null) await once(this.bash, "exit");
  }

  private hear(line: string): void {
    if (line === "::done") {
      this.reached += 1;
      this.wake();
    } else {
      this.said += `${line}\n`;
    }
  }

  private wake(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const woken of waiting) woken();
  }
}
