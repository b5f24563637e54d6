import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { contractAsJson } from '../generate/contract-json.ts';
import { openApiOf } from '../generate/openapi.ts';
import { contract, errorVocabulary } from '../src/index.ts';
import { procedures } from './procedures.ts';

/** Values that a schema which coerces takes for something else than they are. */
const tempting = [
  '10',
  'false',
  '',
  ' ',
  '2026-03-01',
  0,
  1,
  true,
  null,
  [],
  ['1'],
  {},
  new Date(0),
];

/** What the contract makes of them, field by field, and of its own examples. */
function judgements() {
  return procedures.map(({ name, procedure: { input, output, example } }) => ({
    name,
    input: input.safeParse(example.input),
    output: output.safeParse(example.output),
    fields: Object.entries(input.shape).map(([field, schema]) => ({
      field,
      verdicts: tempting.map((value) => z.safeParse(schema, value).data ?? 'refused'),
    })),
    asJsonSchema: z.toJSONSchema(input, { io: 'input' }),
  }));
}

// Taken when this file is loaded, before anything here generates.
const before = judgements();

test('generating does not change what the schemas accept', () => {
  openApiOf(contract);
  contractAsJson(contract);
  expect(judgements()).toEqual(before);
});

describe.each([
  { file: 'contract.json', generate: () => contractAsJson(contract) },
  { file: 'openapi.json', generate: () => openApiOf(contract) },
])('$file', ({ file, generate }) => {
  const onDisk = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');

  test('is what the contract generates now', () => {
    const now = `${JSON.stringify(generate(), null, 2)}\n`;
    expect(now === onDisk, `${file} is stale: run \`npm run generate\` and commit it`).toBe(true);
  });

  test('comes out the same each time', () => {
    expect(JSON.stringify(generate())).toBe(JSON.stringify(generate()));
  });
});

describe('contract.json', () => {
  const json = contractAsJson(contract);

  test('has every procedure with what the contract says of it', () => {
    expect(json.procedures.map(({ name }) => name)).toEqual(procedures.map(({ name }) => name));
    for (const [i, { procedure }] of procedures.entries()) {
      const { kind, summary, description, rest, errors, example } = procedure;
      expect(json.procedures[i]).toMatchObject({ kind, summary, errors, example });
      expect(json.procedures[i]?.rest).toEqual(rest);
      expect(json.procedures[i]?.description).toBe(description);
    }
  });

  test('has the error vocabulary and the version of its own form', () => {
    expect(json).toMatchObject({ contract: 1, errors: errorVocabulary });
  });

  test('describes inputs as they are written and outputs as they are read', () => {
    const create = json.procedures.find(({ name }) => name === 'incidents.create');
    expect(create?.input).toMatchObject({
      required: ['title', 'severity', 'service'],
      additionalProperties: false,
      properties: { severity: { $ref: '#/schemas/SeverityInput' } },
    });
    expect(create?.output).toEqual({ $ref: '#/schemas/Incident' });
  });

  test('has each schema that it refers to, and refers to each that it has', () => {
    const references = [...JSON.stringify(json).matchAll(/"\$ref":"#\/schemas\/([^"]+)"/g)];
    const names = references.map(([, name]) => name);
    expect(new Set(names)).toEqual(new Set(Object.keys(json.schemas)));
    expect(JSON.stringify(json)).not.toContain('$defs');
  });

  test('lists its schemas by name, so that a new one changes one place', () => {
    const names = Object.keys(json.schemas);
    expect(names).toEqual(names.toSorted());
  });
});
