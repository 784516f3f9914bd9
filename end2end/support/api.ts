// The merchant API, as the tests use it.
import type { Ready } from "./server";

/** What `POST /v1/checkouts` takes; all that is left out is as in a common order. */
export type Order = Record<string, unknown>;

/** How a customer can pay. */
export type Method = "guaranteed_eft" | "e_transfer" | "eft";

/** Where a checkout stands. */
export type Status = "open" | "processing" | "paid" | "canceled" | "expired";

/** What of an attempt the tests look at. */
export interface Attempt {
  id: string;
  method: Method;
  status: "opening" | "processing" | "paid" | "failed" | "canceled" | "superseded";
  last_step: string | null;
}

/** What of a checkout the tests look at. */
export interface Checkout {
  id: string;
  url: string;
  reference: string | null;
  created_at: string;
  expires_at: string;
  status: Status;
  amount: number | null;
  attempts: Attempt[];
  payment: {
    method: Method;
    attempt: string;
    amount: number;
    evidence: string;
    guaranteed: boolean;
  } | null;
  shortfall: number | null;
  last_failure: { code: string; detail: string | null } | null;
  cases: unknown[];
}

const ORDER: Order = {
  amount: 25_000,
  currency: "CAD",
  reference: "ORDER-1001",
  methods: ["guaranteed_eft", "e_transfer"],
  customer: {
    first_name: "John",
    last_name: "Doe",
    email: "john.doe@example.com",
    address: {
      line1: "123 Front Avenue",
      city: "Toronto",
      province: "ON",
      postal_code: "M5V3A8",
      country: "CA",
    },
  },
  payee_account: { institution: "999", transit: "60265", account: "9876541" },
  locale: "en-CA",
};

/** An order to be paid from a linked account, which pays into the merchant's default one. */
export const LINKED: Order = { methods: ["eft", "e_transfer"], payee_account: undefined };

/** A reference that no other order has. */
export function ownReference(): string {
  return `ORDER-${crypto.randomUUID().slice(0, 8)}`;
}

/** A customer of that name. */
export function customer(first_name: string, last_name: string): Order {
  return { ...(ORDER.customer as Order), first_name, last_name };
}

/** The API with the key of the demo's merchant. */
export class Api {
  constructor(private readonly at: Pick<Ready, "url" | "apiKey">) {}

  /** Calls any door of it. */
  call(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(this.at.url + path, {
      method,
      headers: {
        authorization: `Bearer ${this.at.apiKey}`,
        "content-type": "application/json",
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }

  /** Creates a checkout of 250.00 $ unless the order says otherwise. */
  async createCheckout(order: Order = {}): Promise<Checkout> {
    return answer(await this.call("POST", "/v1/checkouts", { ...ORDER, ...order }));
  }

  /** Reads a checkout. */
  async readCheckout(id: string): Promise<Checkout> {
    return answer(await this.call("GET", `/v1/checkouts/${id}`));
  }

  /** The latest checkouts, newest first. */
  listCheckouts(): Promise<Checkout[]> {
    return this.list("/v1/checkouts");
  }

  /** Every fact of a checkout, oldest first. */
  timeline(id: string): Promise<unknown[]> {
    return this.list(`/v1/checkouts/${id}/timeline`);
  }

  /** What a list holds on its first page. */
  async list<T>(path: string): Promise<T[]> {
    const { data } = await answer<{ data: T[] }>(await this.call("GET", path));
    return data;
  }
}

async function answer<T>(response: Response): Promise<T> {
  const text = await response.text();
  if (!response.ok) throw new Error(`status ${response.status}: ${text}`);
  return JSON.parse(text) as T;
}
