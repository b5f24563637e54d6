import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { describe, expect, test } from 'vitest';
import { type ErrorCode, errorVocabulary, Problem } from '../src/index.ts';

const vocabulary = Object.entries(errorVocabulary).map(([code, { status, title }]) => ({
  code: code as ErrorCode,
  status,
  title,
}));

describe('the error vocabulary', () => {
  test.each(vocabulary)('$code is $status on the tRPC wire as well', ({ code, status }) => {
    expect(getHTTPStatusCodeFromError(new TRPCError({ code }))).toBe(status);
  });

  test('has one code for each status, so that either leads to the other', () => {
    const statuses = vocabulary.map(({ status }) => status);
    expect(new Set(statuses).size).toBe(statuses.length);
  });

  test.each(vocabulary)('$code has a title of one line without a full stop', ({ title }) => {
    expect(title).toMatch(/^[A-Z][^\n]*[^.\s]$/);
  });
});

describe('a problem', () => {
  const problem = {
    type: 'about:blank',
    title: 'The input is not valid',
    status: 422,
    detail: 'title: Field required',
    instance: '/api/v1/incidents',
    code: 'UNPROCESSABLE_CONTENT',
    requestId: 'a',
  };

  test('has the five members of RFC 9457, the code and the request id', () => {
    expect(Problem.safeParse(problem).success).toBe(true);
    for (const name of Object.keys(problem)) {
      expect(Problem.safeParse({ ...problem, [name]: undefined }).success, name).toBe(false);
    }
  });

  test('lists faults by name and by place', () => {
    const fault = { loc: ['body', 'tags', 0], msg: 'Too long', type: 'too_big' };
    expect(Problem.safeParse({ ...problem, errors: [fault] }).success).toBe(true);
    expect(Problem.safeParse({ ...problem, errors: [{ ...fault, loc: 'body' }] }).success).toBe(
      false,
    );
  });

  test.each(['stack', 'sql', 'cause'])('has no room for a %s', (name) => {
    expect(Problem.safeParse({ ...problem, [name]: 'at x.ts:1' }).success).toBe(false);
  });

  test('takes no code that is not in the vocabulary', () => {
    expect(Problem.safeParse({ ...problem, code: 'TEAPOT' }).success).toBe(false);
  });
});
