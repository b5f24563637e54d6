import { readdir, readFile } from 'node:fs/promises';
import { contract } from '@tocsin/contract';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { clientFiles, handWritten } from '../generate/client-files.ts';
import {
  type ContractDocument,
  type JsonSchema,
  readContract,
} from '../generate/contract-document.ts';
import { formatted } from '../generate/formatted.ts';
import { refuseWhatJsonCannotCarry } from '../generate/plain-json.ts';
import { proceduresIn, sourceLines } from '../generate/source-lines.ts';

const folder = new URL('../src/generated/', import.meta.url);

describe('src/generated', () => {
  it('is what the contract generates now', async () => {
    const now = await formatted(clientFiles(await readContract(), await sourceLines()));
    const names = (await readdir(folder)).toSorted();
    const onDisk = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')));
    const there = Object.fromEntries(names.map((name, i) => [name, onDisk[i]]));
    const stale = [...new Set([...Object.keys(now), ...names])].filter(
      (name) => now[name] !== there[name],
    );
    expect(stale, 'stale: run `npm run generate` and commit what it writes').toEqual([]);
  });

  it('asks for nothing of Zod and nothing of tRPC', async () => {
    for (const name of await readdir(folder)) {
      const text = await readFile(new URL(name, folder), 'utf8');
      const imports = [...text.matchAll(/from '([^']+)'/g)].map(([, from]) => from);
      expect(imports.filter((from) => !from?.startsWith('.'))).toEqual([]);
      expect(text).not.toMatch(/[:<|] any\b|<any\b/);
    }
  });
});

/** A contract of one procedure. */
const one = (
  procedure: Partial<ContractDocument['procedures'][number]>,
  schemas: Record<string, JsonSchema> = {},
): ContractDocument => ({
  errors: { NOT_FOUND: { status: 404, title: 'There is no such thing' } },
  procedures: [
    {
      name: 'things.read',
      kind: 'query',
      summary: 'Read a thing',
      input: { type: 'object' },
      output: { type: 'string' },
      errors: [],
      example: { input: {} },
      ...procedure,
    },
  ],
  schemas,
});
const places = new Map([['things.read', 'packages/contract/src/things.ts:7']]);
const generated = (contract: ContractDocument) => formatted(clientFiles(contract, places));

/** The text of the feature's file, on one line. */
async function thingsOf(...args: Parameters<typeof one>): Promise<string> {
  const { 'things.ts': text = '' } = await generated(one(...args));
  return text.replace(/\s+/g, ' ');
}

const object = (properties: Record<string, JsonSchema>, required: string[] = []): JsonSchema => ({
  type: 'object',
  properties,
  required,
});

it('no generated type takes the name of another that the package exports', async () => {
  const exported: string[] = [];
  for (const file of ['index.ts', 'local-storage/mapping.ts']) {
    const text = await readFile(new URL(`../src/${file}`, import.meta.url), 'utf8');
    const lists = [...text.matchAll(/export (?:type )?\{([^}]+)\}/g)].map(([, list]) => list);
    exported.push(...lists.join(',').split(/[\s,]+|type /));
    exported.push(...[...text.matchAll(/export interface (\w+)/g)].map(([, name]) => name ?? ''));
  }
  const types = exported.filter((name) => /^[A-Z]/.test(name));
  expect(types.toSorted()).toEqual(handWritten);
});

describe('a generated function', () => {
  it('has the docs of its procedure, its errors and the line it comes from', async () => {
    const { 'things.ts': text } = await generated(
      one({ description: 'All of it. */ Really.', errors: ['NOT_FOUND'] }),
    );
    expect(text).toContain(`  /**
   * Read a thing.
   *
   * All of it. *\\/ Really.
   * @throws {TocsinError} \`NOT_FOUND\` (404): There is no such thing.
   * @see packages/contract/src/things.ts:7
   */
  read: (input?: Record<string, never>, options?: CallOptions) => Promise<string>;`);
  });

  it.each([
    ['required', object({ id: { type: 'string' } }, ['id']), 'read: (input: ThingsReadInput,'],
    ['optional', object({ id: { type: 'string' } }), 'read: (input?: ThingsReadInput,'],
    ['nothing', object({}), 'read: (input?: Record<string, never>,'],
  ])('takes an input that is %s', async (_, input, text) => {
    expect(await thingsOf({ input })).toContain(text);
  });

  it('answers nothing where there is nothing to answer', async () => {
    expect(await thingsOf({ output: object({}) })).toContain('=> Promise<void>;');
  });

  it('sends, where it is a subscription', async () => {
    const text = await thingsOf({ kind: 'subscription' });
    expect(text).toContain('options?: WatchOptions) => AsyncIterableIterator<string>;');
  });

  it('answers a page of a shared type', async () => {
    const item = { $ref: '#/schemas/Thing' };
    const output = object({ items: { type: 'array', items: item }, total: { type: 'integer' } }, [
      'items',
      'total',
    ]);
    const rest = { method: 'GET', path: '/things', page: true };
    const contract = one({ output, rest }, { Thing: object({ id: { type: 'string' } }, ['id']) });
    const files = await generated(contract);
    expect(files['things.ts']).toContain('Promise<Page<Thing>>');
    expect(files['types.ts']).toMatch(
      /export interface Page<Item> \{\s+items: Item\[\];\s+\/\*\* A whole number\. \*\/\s+total: number;/,
    );
  });

  it('says only what an answer has more than a shared type', async () => {
    const fields = { id: { type: 'string' }, at: { type: 'string' } };
    const output = object({ ...fields, changed: { type: 'boolean' } }, ['id', 'at', 'changed']);
    const text = await thingsOf({ output }, { Thing: object(fields, ['id', 'at']) });
    expect(text).toContain('export interface ThingsReadOutput extends Thing { changed: boolean; }');
    const different = object({ ...fields, changed: { type: 'boolean' } }, ['id', 'changed']);
    expect(
      await thingsOf({ output: different }, { Thing: object(fields, ['id', 'at']) }),
    ).toContain(
      'export interface ThingsReadOutput { id: string; at?: string | undefined; changed: boolean; }',
    );
  });
});

describe('a generated type', () => {
  it.each<[JsonSchema, string]>([
    [{ type: 'string' }, 'string'],
    [{ type: 'number' }, 'number'],
    [{ type: 'boolean' }, 'boolean'],
    [{ type: 'null' }, 'null'],
    [{ const: 'a' }, "'a'"],
    [{ enum: ['a', 1, null] }, "'a' | 1 | null"],
    [{ type: ['string', 'null'] }, 'string | null'],
    [
      { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'null' }] } },
      '(string | null)[]',
    ],
    [{ type: 'array' }, 'unknown[]'],
    [{ type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }] }, '[string, number]'],
    [{ type: 'object', additionalProperties: { type: 'number' } }, '{ [name: string]: number }'],
    [{ type: 'object', additionalProperties: false }, 'Record<string, never>'],
    [{ type: 'object' }, 'Record<string, unknown>'],
    [{ oneOf: [{ type: 'string' }, { type: 'string', format: 'uri' }] }, 'string'],
    [{ allOf: [{ $ref: '#/schemas/A' }, { $ref: '#/schemas/B' }] }, 'A & B'],
    [{}, 'unknown'],
    [object({ 'x-y': { type: 'string' } }, ['x-y']), "{ 'x-y': string }"],
  ])('of %j is %s', async (schema, type) => {
    const text = await thingsOf({ input: object({ it: schema }, ['it']) });
    expect(text.replaceAll('; }', ' }')).toContain(`{ it: ${type} }`);
  });

  it('says what the value may be, and what it is when it is left out', async () => {
    const input = object({
      limit: { type: 'integer', minimum: 1, maximum: 500, default: 100, description: 'How many.' },
      name: { type: 'string', minLength: 1, maxLength: 2000 },
      tags: { type: 'array', maxItems: 20, items: { type: 'string' } },
      share: { type: 'number', exclusiveMinimum: 0 },
      any: { type: 'number' },
    });
    const { 'things.ts': text } = await generated(one({ input }));
    expect(text).toContain(`  /**
   * How many.
   * A whole number, 1 to 500.
   * @default 100
   */
  limit?: number | undefined;
  /** 1 to 2,000 characters. */
  name?: string | undefined;
  /** At most 20 items. */
  tags?: string[] | undefined;
  /** A number above 0. */
  share?: number | undefined;
  any?: number | undefined;`);
  });

  it('is the same for all that JSON can carry', async () => {
    const itself = { $ref: '#/schemas/__schema0' };
    const types = ['string', 'number', 'boolean', 'null'].map((type) => ({ type }));
    const json = {
      anyOf: [
        ...types,
        { type: 'array', items: itself },
        { type: 'object', propertyNames: { type: 'string' }, additionalProperties: itself },
      ],
    };
    const files = await generated(one({ output: itself }, { __schema0: json }));
    expect(files['things.ts']).toContain('Promise<JsonValue>');
    expect(files['types.ts']).toContain('export type JsonValue =');
  });
});

describe('a contract that cannot be generated from', () => {
  const refused = (...args: Parameters<typeof one>) => expect(thingsOf(...args)).rejects;

  it('is told of, with what is wrong', async () => {
    await refused({ errors: ['GONE'] }).toThrow('things.read declares GONE');
    await refused({ name: 'things.other' }).toThrow('no line for things.other');
    await refused({ output: { type: 'date' } }).toThrow('No TypeScript type is known for');
    await refused({}, { __schema0: { type: 'object' } }).toThrow('A recursive schema has no id');
    await refused({ name: 'types.read' }).toThrow('No feature can be called types');
    await refused({}, { Things: object({ a: {} }) }).toThrow('Two types would be called Things');
    await refused({}, { LiveState: {} }).toThrow('Two types would be called LiveState');
  });

  it('is one with values that are not JSON', () => {
    const spec = { kind: 'query', summary: 'Read', errors: [], example: {} } as const;
    const withDate = { ...spec, input: z.strictObject({ at: z.date() }), output: z.string() };
    expect(() => refuseWhatJsonCannotCarry({ things: { read: withDate as never } })).toThrow(
      'The input of things.read is not plain JSON.',
    );
    expect(() => refuseWhatJsonCannotCarry(contract)).not.toThrow();
  });
});

it('procedures are found where they are written', () => {
  const things = [
    'export const thing = {',
    '  not: 1,',
    '};',
    'export const things = {',
    '  read: query({',
    '    input: {',
    '  }),',
    '  watch: subscription({}),',
    '  ...others,',
    '};',
    '  stray: query({}),',
  ].join('\n');
  const others = 'export const others = {\n  change: mutation({}),\n};\n';
  const found = proceduresIn([
    ['things.ts', things],
    ['others.ts', others],
  ]);
  expect(Object.fromEntries(found)).toEqual({
    'things.read': 'things.ts:5',
    'things.watch': 'things.ts:8',
    'things.change': 'others.ts:2',
    'others.change': 'others.ts:2',
  });
});
