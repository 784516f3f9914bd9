// The twin's control plane: what no customer could do.

/** Moves sessions and the clock of one twin. */
export class Twin {
  constructor(readonly url: string) {}

  /** Moves a session without a browser, with the webhook that the real flow would send. */
  async drive(session: string, to: string): Promise<void> {
    await this.post(`/_twin/sessions/${session}/drive`, { to });
  }

  /** What a session says of itself. */
  async status(session: string): Promise<string> {
    const answer = await fetch(`${this.url}/_twin/sessions/${session}`);
    return ((await answer.json()) as { status: string }).status;
  }

  /** The session that was made last for an order, by the order's reference. */
  async newest({ reference }: { reference: string | null }): Promise<string> {
    const answer = await fetch(`${this.url}/_twin/sessions`);
    const sessions = (await answer.json()) as { id: string; referenceId: string | null }[];
    const session = sessions.filter((session) => session.referenceId === reference).at(-1);
    if (!session) throw new Error(`the twin has no session of ${reference}`);
    return session.id;
  }

  /** Moves the twin's clock. It is one for all sessions: use a server of your own. */
  async advance(seconds: number): Promise<void> {
    await this.post("/_twin/clock", { advance_seconds: seconds });
  }

  /** Puts a fault in force for every session: use a server of your own. */
  async fault(fault: Record<string, unknown>): Promise<void> {
    await this.post("/_twin/faults", fault);
  }

  /** Puts everything right again. */
  async clearFaults(): Promise<void> {
    await this.post("/_twin/faults", { clear: true });
  }

  private async post(path: string, body: unknown): Promise<void> {
    const answer = await fetch(this.url + path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: status ${answer.status}: ${await answer.text()}`);
  }
}
