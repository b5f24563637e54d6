import type { Contract, Procedure } from '@tocsin/contract';
import type * as z from 'zod';
import type { Context } from '../context.ts';
import { type DeclaredErrors, declaredErrors } from '../errors.ts';
import { parseInput } from './parse-input.ts';

interface Call<P extends Procedure> {
  input: z.output<P['input']>;
  context: Context;
  errors: DeclaredErrors<P['errors'][number]>;
  /** Aborted when the caller has gone. */
  signal: AbortSignal;
}

/** One item of a subscription, with the id from which it is resumed. */
export interface Tracked<T> {
  id: string;
  data: T;
}

export type Handler<P extends Procedure> = P['kind'] extends 'subscription'
  ? (call: Call<P>) => AsyncIterable<Tracked<z.output<P['output']>>>
  : (call: Call<P>) => Promise<z.output<P['output']>>;

/** A handler for each procedure of a contract. A missing one, or a wrong output, does not compile. */
export type Handlers<C extends Contract> = {
  [Feature in keyof C]: { [Name in keyof C[Feature]]: Handler<C[Feature][Name]> };
};

/** The handlers of one feature. */
export type FeatureHandlers<F extends Contract[string]> = {
  [Name in keyof F]: Handler<F[Name]>;
};

/** Who waits for the answer. Most handlers never ask, and a signal costs more than a read. */
export interface Caller {
  readonly signal: AbortSignal;
}

/** A procedure with its handler: what both wires call. */
export interface Operation {
  /** Such as `incidents.list`. */
  name: string;
  procedure: Procedure;
  /** Checks the input, then runs the handler. */
  run(input: unknown, context: Context, caller: Caller): unknown;
}

/** Joins a contract with its handlers. */
export function implement<C extends Contract>(
  contract: C,
  handlers: NoInfer<Handlers<C>>,
): Operation[] {
  return Object.entries(contract).flatMap(([feature, procedures]) =>
    Object.entries(procedures).map(([name, procedure]) => {
      // Safe: the parameter's type has this handler under the same two names.
      const handler = handlers[feature]?.[name] as unknown as (call: Call<Procedure>) => unknown;
      const errors = declaredErrors<Procedure['errors'][number]>();
      return {
        name: `${feature}.${name}`,
        procedure,
        run: (raw, context, caller) => {
          const input = parseInput(procedure.input, raw);
          return handler({
            input,
            context,
            errors,
            get signal() {
              return caller.signal;
            },
          });
        },
      } satisfies Operation;
    }),
  );
}
