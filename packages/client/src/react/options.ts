import { mutationOptions, queryOptions } from '@tanstack/react-query';
import { mutation, query } from '../generated/kinds.ts';
import { assertKind, type InputArgument, type ProcedureCall } from '../procedure-call.ts';

/** Where TanStack Query keeps an answer. */
export type TocsinKey<Input> = readonly [
  'tocsin',
  feature: string,
  procedure: string,
  ...input: [] | [Input],
];

/**
 * The key under which TanStack Query keeps what a procedure answers: `['tocsin', 'incidents', 'list',
 * input]`. Without an input it is that of all its answers, for `invalidateQueries`.
 */
export function tocsinKey<Input>(
  procedure: ProcedureCall<Input, unknown>,
  ...input: [] | [NoInfer<Input>]
): TocsinKey<Input> {
  const [feature = '', name = ''] = procedure.name.split('.');
  return ['tocsin', feature, name, ...input];
}

/**
 * The options of a query, for `useQuery`, `useSuspenseQuery`, `prefetchQuery` and all else that takes
 * some: `useQuery(tocsinQuery(tocsin.incidents.get, { id }))`. Add to them by spreading. What fails
 * for a reason that may pass is tried again by the client, so TanStack Query does not do it too.
 *
 * @throws {TypeError} The procedure is no query.
 */
export function tocsinQuery<Input, Output>(
  procedure: ProcedureCall<Input, Output>,
  ...[input]: InputArgument<Input>
) {
  assertKind(procedure, query, 'it has options by tocsinMutation().');
  // Safe: what needs no input takes an empty one.
  const given = (input ?? {}) as Input;
  return queryOptions({
    queryKey: tocsinKey(procedure, given),
    queryFn: ({ signal }) => procedure(given, { signal }),
    retry: false,
  });
}

/**
 * The options of a mutation: `useMutation(tocsinMutation(tocsin.incidents.close))`. Its variables are
 * the procedure's input.
 *
 * @throws {TypeError} The procedure is no mutation.
 */
export function tocsinMutation<Input, Output>(procedure: ProcedureCall<Input, Output>) {
  assertKind(procedure, mutation, 'it has options by tocsinQuery().');
  return mutationOptions({
    mutationKey: tocsinKey(procedure),
    mutationFn: (input: Input) => procedure(input),
  });
}
