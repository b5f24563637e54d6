import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

/** What was asked and answered, as it is saved. */
export interface Exchange {
  request: { method: string; url: string; headers: Record<string, string>; body?: unknown };
  response: { status: number; headers: Record<string, string>; body: unknown };
}

/** Prints a line for each step, and keeps what was exchanged. */
export class Journal {
  failures = 0;
  #folder: string;
  #step = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Begins with an empty folder. */
  static async in(folder: string): Promise<Journal> {
    await rm(join(folder, 'exchanges'), { recursive: true, force: true });
    await mkdir(join(folder, 'exchanges'), { recursive: true });
    return new Journal(folder);
  }

  async save(name: string, content: unknown): Promise<void> {
    this.#step += 1;
    const file = `${String(this.#step).padStart(2, '0')}-${name.replaceAll(/[^\w.-]+/g, '-')}.json`;
    const text = `${JSON.stringify(content, null, 2)}\n`;
    await writeFile(join(this.#folder, 'exchanges', file), text);
  }

  /** Runs one step. A step that fails does not keep the next ones from running. */
  async step<T>(what: string, body: () => Promise<T>): Promise<T | undefined> {
    const begun = performance.now();
    try {
      const result = await body();
      this.#line(`ok    ${what}`, begun);
      return result;
    } catch (error) {
      this.failures += 1;
      this.#line(`FAIL  ${what}`, begun);
      for (const reason of reasonsOf(error)) process.stdout.write(`        ${reason}\n`);
      return undefined;
    }
  }

  #line(text: string, begun: number): void {
    process.stdout.write(`${text.padEnd(64)} ${Math.round(performance.now() - begun)} ms\n`);
  }
}

/** What an answer has that it should not, or the reverse. */
export class Mismatch extends Error {
  override readonly name = 'Mismatch';
  readonly reasons: readonly string[];

  constructor(reasons: readonly string[]) {
    super(reasons.join('; '));
    this.reasons = reasons;
  }
}

/** Fails the step unless a value is the one that is meant. */
export function expectSame(what: string, actual: unknown, expected: unknown): void {
  if (isDeepStrictEqual(actual, expected)) return;
  throw new Mismatch([`${what} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`]);
}

function reasonsOf(error: unknown): readonly string[] {
  if (error instanceof Mismatch) return error.reasons;
  if (!(error instanceof Error)) return [String(error)];
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return [`${error.message}${cause}`];
}
