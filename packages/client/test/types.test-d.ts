import type { AppRouter } from '@tocsin/contract';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { describe, expectTypeOf, test } from 'vitest';
import {
  createClient,
  type Incident,
  type IncidentChange,
  isTocsinError,
  type Page,
  type Runbook,
  type Tocsin,
  type TocsinError,
} from '../src/index.ts';

type Inputs = inferRouterInputs<AppRouter>;
type Outputs = inferRouterOutputs<AppRouter>;
declare const tocsin: Tocsin;

type InputOf<Call> = Call extends (...args: infer Args) => unknown
  ? Exclude<Args[0], undefined>
  : never;
type OutputOf<Call> = Call extends (...args: never) => Promise<infer Output>
  ? Output
  : Call extends (...args: never) => AsyncIterableIterator<infer Item>
    ? Item
    : never;
/** The stock client wraps each item together with its id. */
type Item<Output> = Output extends AsyncIterable<{ data: infer Data }> ? Data : Output;

/** The names of the procedures whose verdict is not `true`. */
type Failing<Verdicts> = {
  [F in keyof Verdicts]: {
    [N in keyof Verdicts[F]]: Verdicts[F][N] extends true ? never : `${F & string}.${N & string}`;
  }[keyof Verdicts[F]];
}[keyof Verdicts];
type Fits<A, B> = [A] extends [B] ? true : false;

describe('of every procedure', () => {
  test('the client has a function, and no other', () => {
    expectTypeOf<{ [F in keyof Tocsin]: keyof Tocsin[F] }>().toEqualTypeOf<{
      [F in keyof Inputs]: keyof Inputs[F];
    }>();
  });

  test('the input is taken by the contract', () => {
    type Verdicts = {
      [F in keyof Inputs]: {
        [N in keyof Inputs[F]]: F extends keyof Tocsin
          ? Fits<InputOf<Tocsin[F][N & keyof Tocsin[F]]>, Exclude<Inputs[F][N], void>>
          : false;
      };
    };
    expectTypeOf<Failing<Verdicts>>().toEqualTypeOf<never>();
  });

  test('the input that the contract takes is taken', () => {
    type Verdicts = {
      [F in keyof Inputs]: {
        [N in keyof Inputs[F]]: F extends keyof Tocsin
          ? Fits<Exclude<Inputs[F][N], void>, InputOf<Tocsin[F][N & keyof Tocsin[F]]>>
          : false;
      };
    };
    expectTypeOf<Failing<Verdicts>>().toEqualTypeOf<never>();
  });

  test('the output is what the contract gives, no more and no less', () => {
    type Same<A, B> = [B] extends [void] ? Fits<A, object> : Fits<[A, B], [B, A]>;
    type Verdicts = {
      [F in keyof Outputs]: {
        [N in keyof Outputs[F]]: F extends keyof Tocsin
          ? Same<Item<Outputs[F][N]>, OutputOf<Tocsin[F][N & keyof Tocsin[F]]>>
          : false;
      };
    };
    expectTypeOf<Failing<Verdicts>>().toEqualTypeOf<never>();
  });
});

describe('a call', () => {
  test('takes what the wire takes, and gives the shared types', () => {
    expectTypeOf(tocsin.incidents.list()).resolves.toEqualTypeOf<Page<Incident>>();
    void tocsin.incidents.list({ status: ['Open', 'acknowledged'], severity: 'high' });
    void tocsin.incidents.list(undefined, { signal: AbortSignal.abort() });
    expectTypeOf(tocsin.runbooks.create({ title: 'x' })).resolves.toEqualTypeOf<Runbook>();
    expectTypeOf(tocsin.incidents.watch()).toEqualTypeOf<AsyncIterableIterator<IncidentChange>>();
    expectTypeOf(tocsin.incidents.close({ id: 'a' })).resolves.toExtend<
      Incident & { changed: boolean }
    >();
    void tocsin.incidents.replace({} as Incident);
  });

  test('refuses what the wire refuses', () => {
    // @ts-expect-error A misspelt filter.
    void tocsin.incidents.list({ stauts: 'Open' });
    // @ts-expect-error There is no such severity.
    void tocsin.incidents.list({ severity: 'sev1' });
    // @ts-expect-error An incident is asked for by its id.
    void tocsin.incidents.get();
    // @ts-expect-error It has no title.
    void tocsin.incidents.create({ severity: 'P1', service: 'x' });
    // @ts-expect-error There is no such procedure.
    void tocsin.incidents.purge();
    // @ts-expect-error Only what watches has a state.
    void tocsin.incidents.list({}, { onState: () => {} });
    // @ts-expect-error A client is made for a server.
    createClient({});
  });

  test('a change is told apart by its type', () => {
    const change = {} as IncidentChange;
    if (change.type === 'watch.started') expectTypeOf(change).not.toHaveProperty('incident');
    else expectTypeOf(change.incident).toEqualTypeOf<Incident | null>();
  });
});

test('an error is narrowed by its code', () => {
  const error: unknown = undefined;
  if (isTocsinError(error)) expectTypeOf(error).toEqualTypeOf<TocsinError>();
  if (isTocsinError(error, 'NOT_FOUND')) expectTypeOf(error.code).toEqualTypeOf<'NOT_FOUND'>();
  if (isTocsinError(error, 'NETWORK_ERROR')) expectTypeOf(error.status).toEqualTypeOf<number>();
  // @ts-expect-error There is no such code.
  isTocsinError(error, 'GONE');
});
