/** How many features; each has three procedures. */
export const FEATURES = 100;

const numbers = Array.from({ length: FEATURES }, (_, i) => i);
const lines = (line: (i: number) => string): string => numbers.map(line).join('\n');

/** A contract of 300 procedures, as somebody would write it. */
export const contractSource = `import * as z from 'zod';
import { mutation, pageInput, pageOf, query } from '@tocsin/contract';

const severity = z.enum(['P1', 'P2', 'P3', 'P4']);
${lines(
  (i) => `
export const Thing${i} = z
  .object({
    id: z.string(),
    number: z.int().positive(),
    title: z.string().max(200).describe('What it is called.'),
    severity,
    owner: z.string().nullable(),
    labels: z.record(z.string(), z.string()),
    createdAt: z.iso.datetime(),
    notes: z.array(z.object({ author: z.string(), text: z.string(), count${i}: z.int() })),
  })
  .meta({ id: 'Thing${i}' });
const example${i} = {
  id: 'a', number: 1, title: 'A', severity: 'P1' as const, owner: null, labels: {},
  createdAt: '2026-03-01T08:00:00.000Z', notes: [],
};
export const things${i} = {
  list: query({
    summary: 'List things',
    rest: { method: 'GET', path: '/things${i}', page: true },
    input: z.strictObject({
      q: z.string().optional(),
      severity: z.union([severity, z.array(severity)]).optional(),
      ...pageInput,
    }),
    output: pageOf(Thing${i}),
    example: {
      input: {},
      output: { items: [example${i}], nextCursor: null, total: 1, totalRelation: 'eq' as const },
    },
  }),
  create: mutation({
    summary: 'Make a thing',
    input: z.strictObject({
      title: z.string(),
      severity,
      owner: z.string().nullable().default(null),
      labels: z.record(z.string(), z.string()).default({}),
    }),
    output: Thing${i},
    errors: ['CONFLICT'],
    example: { input: { title: 'A', severity: 'P1' as const }, output: example${i} },
  }),
  get: query({
    summary: 'Get one thing',
    input: z.strictObject({ id: z.string() }),
    output: Thing${i},
    errors: ['NOT_FOUND'],
    example: { input: { id: 'a' }, output: example${i} },
  }),
};`,
)}

export const contract = { ${numbers.map((i) => `things${i}`).join(', ')} };
`;

/** The same procedures as a tRPC router, as its documentation has it. */
export const routerSource = `import { initTRPC } from '@trpc/server';
import { contract } from './contract.js';

const t = initTRPC.create();
export const appRouter = t.router({
${lines(
  (i) => `  things${i}: t.router({
    list: t.procedure
      .input(contract.things${i}.list.input)
      .output(contract.things${i}.list.output)
      .query(() => contract.things${i}.list.example.output),
    create: t.procedure
      .input(contract.things${i}.create.input)
      .output(contract.things${i}.create.output)
      .mutation(() => contract.things${i}.create.example.output),
    get: t.procedure
      .input(contract.things${i}.get.input)
      .output(contract.things${i}.get.output)
      .query(() => contract.things${i}.get.example.output),
  }),`,
)}
});
export type AppRouter = typeof appRouter;
`;

/** The router's type as the contract package makes it, from the contract alone. */
export const mappedSource = `import type { RouterOf } from '@tocsin/contract';
import type { contract } from './contract.js';

export type AppRouter = RouterOf<typeof contract>;
`;

/** What the client's own `createClient` declares; its work is none of the compiler's. */
export const createClientSource = `import type { Tocsin } from './generated/tocsin.ts';
import type { ClientOptions } from './options.ts';

export declare function createClient(options: ClientOptions): Tocsin;
`;

/** A program that calls all 300, and uses what it gets. */
export function program(head: string, isTrpc: boolean): string {
  const [query, mutate] = isTrpc ? ['.query', '.mutate'] : ['', ''];
  const calls = lines(
    (i) => `
const page${i} = await client.things${i}.list${query}({ severity: ['P1'], limit: 5 });
show(page${i}.items.map((thing) => thing.notes.length));
const made${i} = await client.things${i}.create${mutate}({ title: 'A', severity: 'P2' });
show(made${i}.labels['team']);
const found${i} = await client.things${i}.get${query}({ id: made${i}.id });
show(found${i}.notes.map((note) => note.count${i}));`,
  );
  return `${head}\ndeclare function show<T>(value: T): T;\n${calls}\n`;
}

const stockClient = (
  from: string,
): string => `import { createTRPCClient, httpBatchLink } from '@trpc/client';
import type { AppRouter } from '${from}';

const client = createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: '/' })] });`;

/** What each program begins with. */
export const heads = {
  trpc: (from: string) => stockClient(from),
  /** The contract's router type says that there is a transformer, so one must be given. */
  mapped: (from: string) =>
    stockClient(from).replace(
      "{ url: '/' }",
      "{ url: '/', transformer: { serialize: (data: unknown) => data, deserialize: (data: never) => data } }",
    ),
  ours: (from: string) => `import { createClient } from '${from}';

const client = createClient({ url: '/' });`,
};
