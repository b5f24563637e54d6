import { REST_PREFIX, type RestBinding } from '@tocsin/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import type { Operation, Tracked } from './implement.ts';
import { inputReader } from './rest-input.ts';
import { sendOutput } from './rest-output.ts';
import { eventStreams } from './rest-stream.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'QUERY'] as const;

/** One route for each procedure that has a REST binding. */
export function registerRest(
  app: FastifyInstance,
  operations: readonly Operation[],
  contextOf: (request: FastifyRequest) => Context,
): void {
  for (const method of ['TRACE', 'QUERY']) {
    app.addHttpMethod(method, { hasBody: false, overrideExisting: true });
  }
  takeJsonOnly(app);
  const sendStream = eventStreams(app);
  const byPath = new Map<string, string[]>();
  for (const operation of operations) {
    const { rest } = operation.procedure;
    if (!rest) continue;
    if (rest.rawBody) {
      // In a scope of its own, where bodies are text.
      app.register(async (scope) => {
        takeAnyText(scope);
        registerOperation(scope, operation, rest, contextOf, sendStream);
      });
    } else {
      registerOperation(app, operation, rest, contextOf, sendStream);
    }
    const url = urlOf(rest);
    byPath.set(url, [...(byPath.get(url) ?? []), rest.method]);
  }
  for (const [url, known] of byPath) answerOtherMethods(app, url, known);
}

const prefixOf = (rest: RestBinding): string => (rest.atRoot ? '' : REST_PREFIX);

const urlOf = (rest: RestBinding): string =>
  `${prefixOf(rest)}${rest.path}`.replace(/\{(\w+)\}/g, ':$1');

function registerOperation(
  app: FastifyInstance,
  operation: Operation,
  rest: RestBinding,
  contextOf: (request: FastifyRequest) => Context,
  sendStream: ReturnType<typeof eventStreams>,
): void {
  const { procedure } = operation;
  const { read, locate } = inputReader(procedure, rest);
  const prefix = prefixOf(rest);
  app.route({
    method: rest.method,
    url: urlOf(rest),
    config: { locate },
    handler: async (request, reply) => {
      const context = contextOf(request);
      if (procedure.kind === 'subscription') {
        const input = read(request);
        // Safe: what runs a subscription yields tracked items.
        const subscribe = (signal: AbortSignal) =>
          operation.run(input, context, { signal }) as AsyncIterable<Tracked<unknown>>;
        return sendStream(request, reply, { subscribe, clock: context.clock });
      }
      const output = await operation.run(read(request), context, request);
      return sendOutput(request, reply, { rest, prefix, output });
    },
  });
}

/** A path that is there answers 405 to the methods it has not, and OPTIONS with those it has. */
export function answerOtherMethods(
  app: FastifyInstance,
  url: string,
  known: readonly string[],
): void {
  const inOrder = methods.filter((method) => known.includes(method));
  const own = known.includes('GET') ? [...inOrder, 'HEAD'] : inOrder;
  const allow = [...own, 'OPTIONS'].join(', ');
  app.route({
    method: 'OPTIONS',
    url,
    config: { allow },
    handler: async (_request, reply) => reply.code(204).header('Allow', allow).send(),
  });
  app.route({
    method: methods.filter((method) => !own.includes(method)),
    url,
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      reply.header('Allow', allow);
      throw new AppError('METHOD_NOT_SUPPORTED', `${request.method} is not one of ${allow}.`);
    },
  });
}

/** Whatever it says it is: a sender that calls its JSON a form must not lose an alert for it. */
function takeAnyText(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );
}

/** JSON and its relatives, such as `application/merge-patch+json`; an empty body is no body. */
function takeJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser(
    /^application\/([\w.-]+\+)?json(;|$)/,
    { parseAs: 'string' },
    (request, body, done) => {
      if (body === '') done(null, undefined);
      else void parseJson(request, body as string, done);
    },
  );
}
