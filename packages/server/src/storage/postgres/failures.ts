/** A change waited behind one that could not be made. */
export class NoTurnError extends Error {
  override readonly name = 'NoTurnError';
}

type Test = (message: string, code: string) => boolean;

/** Whether an error, or what caused it, is of a kind. */
const isOf =
  (test: Test) =>
  (error: unknown): boolean => {
    if (!(error instanceof Error)) return false;
    const { code } = error as { code?: unknown };
    // The driver's own are plain. Others may quote what people wrote, whatever that says.
    const message = error.constructor === Error ? error.message : '';
    return test(message, typeof code === 'string' ? code : '') || isOf(test)(error.cause);
  };

const lostCodes =
  /^(08...|57P0[1-5]|25P03|E(CONN\w+|PIPE|TIMEDOUT|NOENT|NOTFOUND|AI_AGAIN|HOST\w+|NET\w+))$/;
const lostMessages =
  /Connection terminated|connection error|not queryable|Query read timeout|timeout expired/;

/** The connection, or the server behind it, has gone, or answers no more. */
export const isConnectionLost = isOf(
  (message, code) => lostCodes.test(code) || lostMessages.test(message),
);

/** It was found out by waiting; waiting once more would be too long. */
export const isTimeout = isOf((message) => /timeout/.test(message));

/** The server has as many connections as it takes. */
export const isFull = isOf((_message, code) => code === '53300');

/** A serialisation failure or a deadlock: the transaction did nothing, and may go through next time. */
export const isConflict = isOf((_message, code) => code === '40001' || code === '40P01');

/**
 * Too many connections, a full disk, a statement cancelled, a lock not to be had, a standby that is
 * read-only, a broken disk, a user or a database that is no longer there or lets nobody in; or this
 * process has closed its connections.
 */
const unusableCodes = /^(53...|57014|55P03|55000|25006|58...|28...|3D000)$/;

const unusableMessages =
  /^timeout exceeded when trying to connect|^SASL: |^Cannot use a pool after calling end/;

const isUnusable = isOf(
  (message, code) => unusableCodes.test(code) || unusableMessages.test(message),
);

/** The database cannot be used now, through no fault of the request. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof NoTurnError) return true;
  return isConnectionLost(error) || isConflict(error) || isUnusable(error);
}
