// A `guichet demo` as a process: started, asked to end, killed, and started again.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const READY_MS = 30_000;
const END_MS = 5_000;

/** How long a server may take from nothing to ready and back to nothing. */
export const LIFE_MS = READY_MS + END_MS;

/** What a demo says of itself once it is ready. */
export interface Ready {
  url: string;
  adminUrl: string;
  /** Lets whoever opens it into the demonstration's dashboard. */
  dashboardUrl: string;
  twinUrl: string;
  apiKey: string;
  merchantId: string;
  flinksWebhookUrl: string;
  flinksWebhookSecret: string;
}

/** A demo with data of its own. */
export class Server {
  /** All that it has logged, over all its lives. */
  log = "";
  ready!: Ready;
  private process!: ChildProcess;

  private constructor(readonly data: string) {}

  /** Starts one on free ports. */
  static async start(): Promise<Server> {
    const server = new Server(await mkdtemp(join(tmpdir(), "guichet-")));
    await server.run("127.0.0.1:0");
    return server;
  }

  /** Ends it at once, as a power cut would. */
  async kill(): Promise<void> {
    const ended = once(this.process, "exit");
    this.process.kill("SIGKILL");
    await ended;
  }

  /** Starts it again where it was, on what it had written down. */
  async restart(): Promise<void> {
    await this.run(new URL(this.ready.url).host);
  }

  /** Asks it to end, insists after a while, and removes its data. */
  async remove(): Promise<void> {
    const { pid, exitCode, signalCode } = this.process;
    if (pid !== undefined && exitCode === null && signalCode === null) {
      const ended = once(this.process, "exit");
      this.process.kill("SIGTERM");
      const insist = setTimeout(() => this.process.kill("SIGKILL"), END_MS);
      await ended;
      clearTimeout(insist);
    }
    await rm(this.data, { recursive: true, force: true });
  }

  private async run(addr: string): Promise<void> {
    this.process = spawn(executable(), ["demo", "--addr", addr, "--data", this.data, "--json"], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.process.stderr?.on("data", (chunk: Buffer) => {
      this.log += chunk.toString();
    });
    this.ready = parse(await this.firstLine());
  }

  private async firstLine(): Promise<string> {
    const { process } = this;
    if (!process.stdout) throw new Error("guichet demo has no standard output");
    const lines = createInterface({ input: process.stdout });
    return new Promise((found, failed) => {
      const fail = (why: string) =>
        failed(new Error(`guichet demo ${why}\n${this.log.slice(-4000)}`));
      const late = setTimeout(() => fail("was not ready in time"), READY_MS);
      process.once("error", (error) => fail(error.message));
      process.once("exit", (code) => fail(`ended with ${code} before it was ready`));
      lines.once("line", (text) => {
        clearTimeout(late);
        found(text);
      });
    });
  }
}

/** The program under test. */
export function executable(): string {
  const path = process.env.GUICHET_BIN;
  if (!path) {
    throw new Error(
      "GUICHET_BIN must name the executable: `cargo xtask build --release` prints its path",
    );
  }
  return resolve(path);
}

function parse(line: string): Ready {
  const said = JSON.parse(line) as Record<string, string>;
  const word = (name: string): string => {
    const value = said[name];
    if (!value) throw new Error(`the ready line has no ${name}: ${Object.keys(said).join(", ")}`);
    return value;
  };
  const address = (name: string) => word(name).replace(/\/$/, "");
  return {
    url: address("url"),
    adminUrl: address("admin_url"),
    dashboardUrl: address("dashboard_url"),
    twinUrl: address("twin_url"),
    apiKey: word("api_key"),
    merchantId: word("merchant_id"),
    flinksWebhookUrl: word("flinks_webhook_url"),
    flinksWebhookSecret: word("flinks_webhook_secret"),
  };
}
