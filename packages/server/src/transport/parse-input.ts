import type { InputSchema } from '@tocsin/contract';
import type * as z from 'zod';
import { AppError, type Fault } from '../errors.ts';

/** The input as the contract has it, or an error that names every fault. */
export function parseInput(schema: InputSchema, raw: unknown): z.output<InputSchema> {
  const input = raw === undefined || raw === null ? {} : raw;
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.flatMap((issue) => faultsOf(issue, input));
  throw new AppError('UNPROCESSABLE_CONTENT', describe(faults), { faults });
}

function faultsOf(issue: z.core.$ZodIssue, input: unknown): Fault[] {
  const path = issue.path.filter((key) => typeof key !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key],
      msg: 'There is no such field',
      type: 'extra_forbidden',
    }));
  }
  if (valueAt(input, path) === undefined) {
    return [{ path, msg: 'Field required', type: 'missing' }];
  }
  return [{ path, msg: messageOf(issue), type: issue.code }];
}

/** A union's own message only says that nothing fitted; the reasons of its best branch say why. */
function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_union') return issue.message;
  const reasons = issue.errors
    .flatMap((branch) => branch.slice(0, 1))
    .map((reason) => messageOf(reason));
  return [...new Set(reasons)].join(', or: ') || issue.message;
}

function valueAt(input: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? (value as Record<string, unknown>)[key]
        : undefined,
    input,
  );
}

function describe(faults: readonly Fault[]): string {
  return faults
    .map(({ path, msg }) => (path.length === 0 ? msg : `${path.join('.')}: ${msg}`))
    .join('; ');
}
