/** What the command ends with, so that a script can tell what went wrong. */
export const exitCodes = {
  done: 0,
  /** It failed for a reason that no other code stands for; a contract breaks its callers. */
  failed: 1,
  /** The command line, or the input, is not valid: nothing was done. */
  usage: 2,
  /** The state does not allow it, or it has changed since it was read. */
  conflict: 3,
  notFound: 4,
  /** Who asks may not do it. */
  refused: 5,
  /** The server cannot be reached, or cannot do it now: later it may. */
  unavailable: 6,
  /** Ctrl-C. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Ends the command with words and a code. */
export class Ended extends Error {
  override readonly name = 'Ended';
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

/** What was typed makes no sense; each line is one fault. */
export const badUsage = (...faults: string[]): Ended =>
  new Ended(exitCodes.usage, faults.join('\n'));
