import { resource, type ResourceRef } from '@angular/core';
import { query } from '../generated/kinds.ts';
import { assertKind, type ProcedureCall } from '../procedure-call.ts';

/** The input as a function that reads signals; left out where the procedure needs none. */
type ReactiveInput<Input> = undefined extends Input
  ? [input?: () => Input]
  : [input: () => Input | undefined];

/**
 * What a query answers, as Angular's `resource()`. It is read again when a signal that `input` reads
 * has changed, and a call that is then out of date is aborted; `undefined` as the input is no call.
 * Must be called in an injection context.
 *
 * ```ts
 * incident = tocsinResource(injectTocsin().incidents.get, () => ({ id: this.id() }));
 * ```
 *
 * @throws {TypeError} The procedure is no query.
 */
export function tocsinResource<Input, Output>(
  procedure: ProcedureCall<Input, Output>,
  ...[input]: ReactiveInput<Input>
): ResourceRef<Output | undefined> {
  assertKind(procedure, query, 'call it where the change is wanted, not as a resource.');
  return resource<Output, Input | Record<string, never> | undefined>({
    params: input ?? (() => ({})),
    // Safe: without an input the procedure needs none.
    loader: ({ params, abortSignal }) => procedure(params as Input, { signal: abortSignal }),
  });
}
