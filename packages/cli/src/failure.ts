import type { InputFault, TocsinError } from '@tocsin/client';
import { Ended, type ExitCode, exitCodes } from './exit-codes.ts';
import { shown } from './output/terminal.ts';
import type { Field } from './procedures/field.ts';
import { labelOf } from './procedures/input.ts';

/** What a failed call ends the command with. */
export function exitCodeOf({ code, status }: Pick<TocsinError, 'code' | 'status'>): ExitCode {
  if (code === 'NETWORK_ERROR' || [429, 502, 503, 504].includes(status))
    return exitCodes.unavailable;
  if (status === 401 || status === 403) return exitCodes.refused;
  if (status === 404) return exitCodes.notFound;
  if (status === 409 || status === 412) return exitCodes.conflict;
  return [400, 413, 422].includes(status) ? exitCodes.usage : exitCodes.failed;
}

/** A failed call in words: faults of the input by the options they were typed as. */
export function failureText(error: TocsinError, fields: readonly Field[], url: string): string {
  if (error.errors.length > 0) {
    return error.errors.map((fault) => shown(faultText(fault, fields))).join('\n');
  }
  if (error.code === 'NETWORK_ERROR') {
    return `${url} cannot be reached${reasonOf(error)}. "tocsin serve" starts a server; --url names another.`;
  }
  const request = error.requestId === undefined ? '' : `, request ${error.requestId}`;
  return shown(`${error.message} (${error.code}${request})`);
}

function faultText({ loc, msg }: InputFault, fields: readonly Field[]): string {
  const [, name, ...inside] = loc;
  const field = fields.find((one) => one.name === name);
  if (!field) return `--input: ${[...loc.slice(1), ''].join(': ')}${msg}`;
  return `${[labelOf(field), inside.join('.')].filter(Boolean).join(' ')}: ${msg}`;
}

/** What the system said, at the end of the chain of causes. */
function reasonOf(error: Error): string {
  let last: unknown = error;
  while (last instanceof Error && last.cause !== undefined) last = last.cause;
  if (last === error || !(last instanceof Error)) return '';
  const { code } = last as NodeJS.ErrnoException;
  return ` (${typeof code === 'string' ? code : last.message})`;
}

/** As a program reads it, on one line of standard error. */
export const failureJson = ({ code, message, status, requestId, errors }: TocsinError): string =>
  JSON.stringify({ code, message, status, requestId, errors });

/** A failed call as the end of the command. */
export const endOf = (
  error: TocsinError,
  { fields, url, json }: { fields: readonly Field[]; url: string; json: boolean },
): Ended =>
  new Ended(exitCodeOf(error), json ? failureJson(error) : failureText(error, fields, url), {
    cause: error,
  });
