// Several servers on one PostgreSQL, behind a proxy that sends each request to the next.
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  createServer,
  request,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { Api } from "./api";
import type { Guichet } from "./guichet";
import { executable, type Ready } from "./server";
import { Twin } from "./twin";

const run = promisify(execFile);

const SECRET = "whsec-several";
const READY_MS = 30_000;

/** The database to share, where there is one. */
export const DATABASE = process.env.GUICHET_TEST_STORE;

type Told = Record<string, string>;

/** A program that tells in one line where it is. */
class Program {
  log = "";

  private constructor(
    readonly process: ChildProcess,
    readonly told: Told,
  ) {}

  static async start(args: string[], env: NodeJS.ProcessEnv): Promise<Program> {
    const child = spawn(executable(), args, { env, stdio: ["ignore", "pipe", "pipe"] });
    let log = "";
    child.stderr.on("data", (chunk: Buffer) => (log += chunk.toString()));
    const told = await new Promise<Told>((found, failed) => {
      const late = setTimeout(() => failed(new Error(`${args[0]} is late\n${log}`)), READY_MS);
      createInterface({ input: child.stdout }).once("line", (line) => {
        clearTimeout(late);
        found(JSON.parse(line) as Told);
      });
      child.once("exit", (code) => failed(new Error(`${args[0]} ended with ${code}\n${log}`)));
    });
    return new Program(child, told);
  }

  async end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, "exit");
    this.process.kill(signal);
    await ended;
  }
}

/** A proxy without any stickiness: each request goes to the next server that is there. */
class Proxy {
  private readonly server: Server;
  private turn = 0;
  private readonly targets = new Map<number, string>();

  constructor() {
    this.server = createServer((from, to) => {
      void this.forward(from, to);
    });
  }

  async listen(): Promise<string> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** From now on the server in that place is there. */
  point(place: number, url: string): void {
    this.targets.set(place, url);
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async forward(from: IncomingMessage, to: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of from) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    // One that is going away refuses connections before the proxy hears of it.
    for (let tries = 0; tries < 100; tries += 1) {
      const targets = [...this.targets.values()];
      const target = targets[this.turn++ % Math.max(targets.length, 1)];
      if (target && (await this.tryOne(target, from, body, to))) return;
      await new Promise((next) => setTimeout(next, 50));
    }
    if (!to.headersSent) to.writeHead(502).end();
  }

  /** Whether that server took the request. */
  private tryOne(
    target: string,
    from: IncomingMessage,
    body: Buffer,
    to: ServerResponse,
  ): Promise<boolean> {
    return new Promise((done) => {
      const { hostname, port } = new URL(target);
      const there = request(
        { hostname, port, method: from.method, path: from.url, headers: from.headers, agent: false },
        (answer) => {
          to.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(to);
          answer.once("error", () => to.destroy());
          answer.once("aborted", () => to.destroy());
          done(true);
        },
      );
      there.once("error", () => {
        if (to.headersSent) to.destroy();
        done(to.headersSent);
      });
      to.once("close", () => there.destroy());
      there.end(body);
    });
  }
}

/** Two servers, one store, one twin, one address. */
export class Several {
  readonly guichet: Guichet;
  private readonly servers = new Map<number, Program>();

  private constructor(
    private readonly proxy: Proxy,
    private readonly twin: Program,
    private readonly env: NodeJS.ProcessEnv,
    private readonly schema: string,
    ready: Ready,
  ) {
    this.guichet = {
      ...ready,
      api: new Api(ready),
      twin: new Twin(ready.twinUrl),
      // Nothing here is a demo that could be killed as a whole.
      server: undefined as never,
    };
  }

  static async start(database: string): Promise<Several> {
    const schema = `several_${crypto.randomUUID().replaceAll("-", "")}`;
    await sql(database, `CREATE SCHEMA ${schema}`);
    const proxy = new Proxy();
    const url = await proxy.listen();
    const sign = database.includes("?") ? "&" : "?";
    const env: NodeJS.ProcessEnv = {
      PATH: process.env.PATH,
      GUICHET__STORE__URL: `${database}${sign}options[search_path]=${schema}`,
      GUICHET__SERVER__PUBLIC_URL: url,
    };
    const args = ["merchant", "create", "--name", "Maple & Pine", "--json"];
    const { stdout } = await run(executable(), args, { env });
    const made = JSON.parse(stdout) as Told;
    const hook = `${url}/webhooks/flinks/${made.merchant_id}`;
    const twin = await Program.start(
      ["twin", "--addr", "127.0.0.1:0", "--json", "--webhook-url", hook, "--webhook-secret", SECRET],
      env,
    );
    const several = new Several(
      proxy,
      twin,
      {
        ...env,
        GUICHET__FLINKS__BASE_URL: twin.told.url,
        GUICHET__FLINKS__CLIENT_ID: twin.told.client_id,
        GUICHET__FLINKS__CLIENT_SECRET: twin.told.client_secret,
        GUICHET__FLINKS__WEBHOOK_SECRET: SECRET,
      },
      schema,
      {
        url,
        adminUrl: "",
        dashboardUrl: "",
        twinUrl: (twin.told.url ?? "").replace(/\/$/, ""),
        apiKey: made.api_key ?? "",
        merchantId: made.merchant_id ?? "",
        flinksWebhookUrl: hook,
        flinksWebhookSecret: SECRET,
      },
    );
    await several.run(0);
    await several.run(1);
    return several;
  }

  /** Starts a server in that place. */
  async run(place: number): Promise<void> {
    // The servers know the proxy's address as their own, so theirs has to be chosen for them.
    const listen = `127.0.0.1:${await freePort()}`;
    const env = { ...this.env, GUICHET__SERVER__LISTEN: listen };
    this.servers.set(place, await Program.start(["serve", "--json"], env));
    this.proxy.point(place, `http://${listen}`);
  }

  /** Ends it at once, as a power cut would; the proxy does not know. */
  async kill(place: number): Promise<void> {
    await this.servers.get(place)?.end("SIGKILL");
  }

  /** Asks it to end; the proxy does not know. */
  async stop(place: number): Promise<void> {
    await this.servers.get(place)?.end("SIGTERM");
  }

  /** Ends everything and throws the data away. */
  async remove(): Promise<void> {
    for (const server of this.servers.values()) await server.end("SIGKILL");
    await this.twin.end("SIGTERM");
    this.proxy.close();
    if (DATABASE) await sql(DATABASE, `DROP SCHEMA ${this.schema} CASCADE`);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function sql(database: string, statement: string): Promise<void> {
  await run("psql", [database, "--quiet", "--set", "ON_ERROR_STOP=1", "--command", statement]);
}
