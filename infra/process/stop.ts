/** Starting can not go on; the message is one line that says what to do. */
export class StartError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'StartError';
  }
}

/** Closes what was opened, the last first, whatever fails on the way. */
export class Closing {
  readonly #steps: { name: string; close: () => Promise<unknown> }[] = [];

  add(name: string, close: () => Promise<unknown>): void {
    this.#steps.unshift({ name, close });
  }

  async run(onError: (name: string, error: unknown) => void): Promise<void> {
    for (const { name, close } of this.#steps.splice(0)) {
      try {
        await close();
      } catch (error) {
        onError(name, error);
      }
    }
  }
}
