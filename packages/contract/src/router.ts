import type {
  TRPCBuiltRouter,
  TRPCDefaultErrorData,
  TRPCErrorShape,
  TRPCMutationProcedure,
  TRPCQueryProcedure,
  TRPCSubscriptionProcedure,
} from '@trpc/server';
import type * as z from 'zod';
import type { ErrorCode, InputFault } from './errors.ts';
import type { Contract, InputSchema, Procedure } from './procedure.ts';

/** `data` of every error on the tRPC wire. */
export interface ErrorData extends TRPCDefaultErrorData {
  code: ErrorCode;
  requestId: string;
  /** With UNPROCESSABLE_CONTENT: every fault that was found. */
  errors?: InputFault[];
}

interface RootTypes {
  ctx: object;
  meta: object;
  errorShape: TRPCErrorShape<ErrorData>;
  transformer: true;
}

/** A procedure whose fields are all optional may be called without an argument. */
type CallInput<I extends InputSchema> =
  Omit<z.input<I>, keyof z.input<I>> extends z.input<I> ? z.input<I> | void : z.input<I>;

interface Def<I extends InputSchema, Output> {
  meta: object;
  input: CallInput<I>;
  output: Output;
  errorShape: RootTypes['errorShape'];
}

type RecordOf<F extends Record<string, Procedure>> = {
  [Name in keyof F]: F[Name] extends Procedure<infer K, infer I, infer O, infer _E>
    ? K extends 'query'
      ? TRPCQueryProcedure<Def<I, z.output<O>>>
      : K extends 'mutation'
        ? TRPCMutationProcedure<Def<I, z.output<O>>>
        : TRPCSubscriptionProcedure<Def<I, AsyncIterable<{ id: string; data: z.output<O> }>>>
    : never;
};

/**
 * The router type a stock tRPC client asks for, made from the contract alone:
 * `createTRPCClient<RouterOf<typeof contract>>(…)` needs no line of the server.
 */
export type RouterOf<C extends Contract> = TRPCBuiltRouter<
  RootTypes,
  { [Feature in keyof C]: RecordOf<C[Feature]> }
>;
