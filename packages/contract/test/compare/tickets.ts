import * as z from 'zod';
import {
  type Contract,
  type ErrorCode,
  pageOf,
  type Procedure,
  type RestBinding,
} from '../../src/index.ts';

type Shape = Record<string, z.ZodType>;

interface Ingredient {
  kind: Procedure['kind'];
  summary: string;
  rest?: RestBinding;
  input: Shape;
  rawBody?: z.ZodType;
  output(ticket: z.ZodObject): z.ZodType;
  errors: ErrorCode[];
}

/** A small contract before it is put together, so that an edit can be made anywhere in it. */
export interface Ingredients {
  /** Accepted levels, by name in the document. */
  level: z.ZodType;
  ticket: Shape;
  procedures: Record<string, Ingredient>;
}

const id = z.string().min(1).max(64);
const ifVersion = z.int().nonnegative().optional();

/** A contract of one feature with something of every kind; the same each time, but for the edit. */
export function tickets(edit: (ingredients: Ingredients) => void = () => {}): Contract {
  const ingredients: Ingredients = {
    level: z.enum(['low', 'high', 'urgent']).meta({ id: 'LevelInput' }),
    ticket: {
      id,
      title: z.string().max(200),
      level: z.enum(['low', 'high']).meta({ id: 'Level' }),
      owner: z.string().nullable(),
      score: z.number().min(0).max(10),
      due: z.iso.date().optional(),
      labels: z.array(z.object({ name: z.string(), colour: z.string().optional() })),
      counts: z.record(z.string(), z.int().nonnegative()),
      version: z.int().positive(),
    },
    procedures: {
      list: {
        kind: 'query',
        summary: 'List tickets',
        rest: { method: 'GET', path: '/tickets', page: true },
        input: {
          q: z.string().max(100).optional(),
          level: z.enum(['low', 'high']).optional(),
          limit: z.int().min(1).max(500).default(100),
        },
        output: (ticket) => pageOf(ticket),
        errors: [],
      },
      get: {
        kind: 'query',
        summary: 'Get one ticket',
        rest: { method: 'GET', path: '/tickets/{id}', versioned: true },
        input: { id },
        output: (ticket) => ticket,
        errors: ['NOT_FOUND'],
      },
      create: {
        kind: 'mutation',
        summary: 'Open a ticket',
        rest: { method: 'POST', path: '/tickets', status: 201, location: '/tickets/{id}' },
        input: {
          title: z.string().max(200),
          owner: z.string().nullable().default(null),
          note: z.string().optional(),
          labels: z
            .array(z.strictObject({ name: z.string().max(50) }))
            .max(20)
            .default([]),
          due: z.union([z.iso.date(), z.iso.datetime()]).optional(),
        },
        output: (ticket) => ticket,
        errors: [],
      },
      update: {
        kind: 'mutation',
        summary: 'Change a ticket',
        rest: { method: 'PATCH', path: '/tickets/{id}', versioned: true },
        input: { id, title: z.string().max(200).optional(), ifVersion },
        output: (ticket) => ticket,
        errors: ['NOT_FOUND', 'PRECONDITION_FAILED'],
      },
      delete: {
        kind: 'mutation',
        summary: 'Delete a ticket',
        rest: { method: 'DELETE', path: '/tickets/{id}', status: 204 },
        input: { id },
        output: () => z.object({}),
        errors: ['NOT_FOUND'],
      },
      table: {
        kind: 'query',
        summary: 'Write all tickets as CSV',
        rest: { method: 'GET', path: '/tickets.csv', mediaType: 'text/csv' },
        input: {},
        output: () => z.string(),
        errors: [],
      },
      watch: {
        kind: 'subscription',
        summary: 'Watch tickets change',
        input: { lastEventId: z.string().optional() },
        output: (ticket) =>
          z.discriminatedUnion('type', [
            z.object({ type: z.literal('started'), seq: z.int() }),
            z.object({ type: z.enum(['opened', 'changed']), seq: z.int(), ticket }),
          ]),
        errors: [],
      },
    },
  };
  edit(ingredients);
  return built(ingredients);
}

function built({ ticket, level, procedures }: Ingredients): Contract {
  const Ticket = z.object(ticket).meta({ id: 'Ticket' });
  const create = procedures['create'];
  if (create) create.input = { level, ...create.input };
  const example = { input: { note: '{}' }, output: {} };
  return {
    tickets: Object.fromEntries(
      Object.entries(procedures).map(([name, { input, output, ...rest }]) => [
        name,
        { ...rest, input: z.strictObject(input), output: output(Ticket), example },
      ]),
    ),
  };
}

/** One procedure of the ingredients, which must be there. */
export function the(ingredients: Ingredients, name: string): Ingredient {
  const procedure = ingredients.procedures[name];
  if (!procedure) throw new Error(`There is no procedure ${name}.`);
  return procedure;
}
