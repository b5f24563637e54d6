import { errorVocabulary, type InputFault, type Problem } from '@tocsin/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppError, Fault } from '../errors.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Where the caller put a field of the input: `['query', 'limit']`. */
    locate?: (fault: Fault, request: FastifyRequest) => InputFault['loc'];
    /** The methods of this path, for `Allow`. */
    allow?: string;
  }
}

/** Answers with `application/problem+json`, RFC 9457. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, failure: AppError) {
  const { status, title } = errorVocabulary[failure.code];
  const { locate } = request.routeOptions.config;
  const problem: Problem = {
    type: 'about:blank',
    title,
    status,
    detail: failure.message,
    instance: pathOf(request),
    code: failure.code,
    requestId: request.id,
  };
  if (failure.code === 'UNPROCESSABLE_CONTENT') {
    problem.errors = failure.faults.map((fault) => ({
      loc: locate?.(fault, request) ?? ['body', ...fault.path],
      msg: fault.msg,
      type: fault.type,
    }));
  }
  if (failure.retryAfterSeconds !== undefined) {
    reply.header('Retry-After', failure.retryAfterSeconds);
  }
  return reply
    .code(status)
    .type('application/problem+json; charset=utf-8')
    .serializer((body: Problem) => JSON.stringify(body))
    .send(problem);
}

/** Without the query: what people search for does not belong into logs and errors. */
export function pathOf({ originalUrl }: FastifyRequest): string {
  return originalUrl.split('?', 1)[0] ?? originalUrl;
}
