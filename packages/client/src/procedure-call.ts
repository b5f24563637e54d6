import { type Kind, kinds } from './generated/kinds.ts';
import type { CallOptions } from './options.ts';

const words = ['query', 'mutation', 'subscription'];

/** A function of the client that answers once. */
export type ProcedureCall<Input, Output> = (input: Input, options?: CallOptions) => Promise<Output>;

/** The input of a call as the argument of another function: left out where it may be. */
export type InputArgument<Input> = undefined extends Input ? [input?: Input] : [input: Input];

/**
 * Whether a function of the client reads or changes something.
 * @throws {TypeError} It is none of the client's functions: nothing is known of it.
 */
export function kindOf({ name }: { name: string }): Kind {
  const [feature = '', own = ''] = name.split('.');
  const kind = kinds[feature]?.[own];
  if (kind !== undefined) return kind;
  throw new TypeError(
    `${name || 'This'} is not a procedure. Give a function of the client, such as tocsin.incidents.list.`,
  );
}

/** @throws {TypeError} It is of another kind. `instead` says what to do with that. */
export function assertKind(procedure: { name: string }, kind: Kind, instead: string): void {
  const actual = kindOf(procedure);
  if (actual === kind) return;
  throw new TypeError(`${procedure.name} is a ${words[actual]}: ${instead}`);
}
