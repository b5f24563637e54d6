import type { ErrorData } from '@tocsin/contract';
import { errorVocabulary } from '@tocsin/contract';
import { initTRPC, tracked } from '@trpc/server';
import { resolveResponse } from '@trpc/server/http';
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import superjson from 'superjson';
import type { Context } from '../context.ts';
import type { AppError } from '../errors.ts';
import { failureOf } from './failure.ts';
import type { Operation, Tracked } from './implement.ts';
import { sendResponse, webRequest } from './trpc-http.ts';

/** tRPC for stock clients at `/trpc`: batches, streamed batches, subscriptions that resume. */
export function registerTrpc(
  app: FastifyInstance,
  operations: readonly Operation[],
  contextOf: (request: FastifyRequest) => Context,
): void {
  const router = routerOf(operations);
  // In a scope of its own: tRPC wants the JSON of its requests as text.
  app.register(async (scope) => {
    scope.setErrorHandler((error, request, reply) => sendFailure(error, request, reply, contextOf));
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    );
    scope.all(
      '/trpc/:path',
      async (request: FastifyRequest<{ Params: { path: string } }>, reply) => {
        const response = await resolveResponse({
          router,
          req: webRequest(request),
          path: request.params.path,
          error: null,
          createContext: async () => contextOf(request),
          onError: ({ error, path }) => {
            if (error.code !== 'INTERNAL_SERVER_ERROR') return;
            request.log.error(
              { requestId: request.id, err: error.cause ?? error, procedure: path },
              'request failed',
            );
          },
        });
        return sendResponse(reply, response);
      },
    );
  });
}

/** What goes wrong before tRPC has the request, such as too large a body, in tRPC's own form. */
function sendFailure(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  contextOf: (request: FastifyRequest) => Context,
): FastifyReply {
  const ctx = contextOf(request);
  const failure = failureOf(error, ctx.storage.isUnavailable);
  const data = errorData(failure, ctx);
  const shape = { message: failure.message, code: TRPC_ERROR_CODES_BY_KEY[failure.code], data };
  return reply.code(data.httpStatus).send({ error: plainOutput.serialize(shape) });
}

function errorData(failure: AppError, ctx: Context | undefined, path?: string): ErrorData {
  const data: ErrorData = {
    code: failure.code,
    httpStatus: errorVocabulary[failure.code].status,
    requestId: ctx?.requestId ?? '',
    ...(path === undefined ? {} : { path }),
  };
  if (failure.code === 'UNPROCESSABLE_CONTENT') {
    data.errors = failure.faults.map(({ path: field, msg, type }) => ({
      loc: ['input', ...field],
      msg,
      type,
    }));
  }
  return data;
}

const PING_EVERY_MS = 10_000;

/**
 * Superjson's form for what is plain JSON already, as every output of the contract is (a test says
 * so). Looking for dates and maps in each would cost more than all the rest of a list.
 */
const plainOutput = {
  serialize: (json: unknown) => ({ json }),
  deserialize: (data: { json: unknown }) => data.json,
};

const t = initTRPC.context<Context>().create({
  transformer: { input: superjson, output: plainOutput },
  isDev: false,
  sse: {
    ping: { enabled: true, intervalMs: PING_EVERY_MS },
    client: { reconnectAfterInactivityMs: 3 * PING_EVERY_MS },
  },
  errorFormatter: ({ shape, error, ctx, path }) => {
    const failure = failureOf(error, (cause) => ctx?.storage.isUnavailable(cause) ?? false);
    return { ...shape, message: failure.message, data: errorData(failure, ctx, path) };
  },
});

function routerOf(operations: readonly Operation[]) {
  const features: Record<string, Record<string, ReturnType<typeof procedureOf>>> = {};
  for (const operation of operations) {
    const [feature, name] = operation.name.split('.') as [string, string];
    (features[feature] ??= {})[name] = procedureOf(operation);
  }
  return t.router(features);
}

/** The input is passed on as it came: `run` checks it, the same way for both wires. */
function procedureOf({ procedure, run }: Operation) {
  const base = t.procedure.input((raw: unknown) => raw);
  const never = new AbortController().signal;
  switch (procedure.kind) {
    case 'query':
      return base.query(async ({ input, ctx, signal }) =>
        run(input, ctx, { signal: signal ?? never }),
      );
    case 'mutation':
      return base.mutation(async ({ input, ctx, signal }) =>
        run(input, ctx, { signal: signal ?? never }),
      );
    case 'subscription':
      return base.subscription(async function* ({ input, ctx, signal }) {
        // Safe: what runs a subscription yields tracked items.
        const items = run(input, ctx, { signal: signal ?? never }) as AsyncIterable<
          Tracked<unknown>
        >;
        for await (const { id, data } of items) yield tracked(id, data);
      });
  }
}
