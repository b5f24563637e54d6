import { execFileSync } from 'node:child_process';
import type { ContractDocument, JsonSchema, ProcedureDocument } from '@tocsin/contract/compare';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { ownContract } from '../src/contract-document.ts';
import { commandLine } from '../src/procedures/command-line.ts';
import { typedInput } from '../src/procedures/command.ts';
import { fieldsOf, kebabCase } from '../src/procedures/field.ts';
import { programOf } from '../src/program.ts';

const contract = ownContract();
const environment = () => ({ url: 'http://127.0.0.1:8000', token: undefined });

/** The command of a procedure in the whole program. */
function commandOf(program: Command, name: string): Command {
  const found = name
    .split('.')
    .reduce<Command | undefined>(
      (command, word) => command?.commands.find((one) => one.name() === kebabCase(word)),
      program,
    );
  if (!found) throw new Error(`There is no command for ${name}.`);
  return found;
}

/** What a shell makes of lines: the words of each. */
function wordsOf(lines: readonly string[]): string[][] {
  const script = lines
    .map((line) => `set -- ${line}; printf '%s\\0' "$@"; printf '\\1'`)
    .join('\n');
  const text = execFileSync('sh', ['-c', script], { encoding: 'utf8' });
  return text
    .split('\u0001')
    .slice(0, -1)
    .map((words) => words.split('\0').slice(0, -1));
}

/** What a command line is read as, without a server. */
async function inputOf(of: ContractDocument, procedure: ProcedureDocument, words: string[]) {
  const program = programOf(of, environment);
  const command = commandOf(program, procedure.name);
  let input: unknown;
  command.action(async () => {
    input = await typedInput(command, fieldsOf(procedure, of.schemas));
  });
  await program.parseAsync(words.slice(1), { from: 'user' });
  return input;
}

const withoutEmpty = (input: unknown) =>
  Object.fromEntries(
    Object.entries(input as object).filter(
      ([, value]) => !(typeof value === 'object' && value && Object.keys(value).length === 0),
    ),
  );

describe('every procedure of the contract', () => {
  const lines = contract.procedures.map(({ name, example, ...procedure }) => {
    const words = ['tocsin', ...name.split('.').map(kebabCase)];
    const fields = fieldsOf({ name, example, ...procedure }, contract.schemas);
    return commandLine(words, fields, example.input as Record<string, unknown>);
  });
  const words = wordsOf(lines);
  const typed = contract.procedures.map((procedure, i) => ({
    name: procedure.name,
    procedure,
    words: words[i] ?? [],
  }));

  it.each(typed)('$name: its example can be typed, and is read as it was', async (one) => {
    const input = await inputOf(contract, one.procedure, one.words);
    const { input: example } = one.procedure.example;
    // One value of a filter that takes several is read as a list of one.
    const asLists = Object.fromEntries(
      Object.entries(example as object).map(([name, value]: [string, unknown]) => {
        const read = (input as Record<string, unknown>)[name];
        return [name, Array.isArray(read) && !Array.isArray(value) ? [value] : value];
      }),
    );
    expect(withoutEmpty(input)).toEqual(withoutEmpty(asLists));
  });

  it('says what it does, what it takes, and how it is typed', () => {
    const program = programOf(contract, environment);
    for (const { procedure, words } of typed) {
      const help: string[] = [];
      const command = commandOf(program, procedure.name);
      command.configureOutput({ writeOut: (text) => help.push(text) }).outputHelp();
      const text = help.join('');
      expect(text.replaceAll(/\s+/g, ' ')).toContain(procedure.summary.replaceAll(/\s+/g, ' '));
      expect(text).toContain(`$ ${words.slice(0, 3).join(' ')}`);
      for (const { isArgument, option } of fieldsOf(procedure, contract.schemas)) {
        if (!isArgument) expect(text).toContain(`--${option}`);
      }
    }
  });
});

describe('a procedure that is added to the contract later', () => {
  const schema = (properties: Record<string, JsonSchema>, required: string[] = []): JsonSchema => ({
    type: 'object',
    properties,
    required,
    additionalProperties: false,
  });
  const procedure: ProcedureDocument = {
    name: 'tideTables.lookUp',
    kind: 'query',
    summary: 'Look a tide up',
    rest: { method: 'GET', path: '/tides/{port_code}/{tideId}' },
    input: schema(
      {
        tideId: { type: 'integer', description: 'Which one.' },
        port_code: { type: 'string' },
        group_key: { $ref: '#/schemas/GroupKey' },
        url: { type: 'string', maxLength: 100 },
        spring: { type: 'boolean' },
        depths: { type: 'array', items: { type: 'number' } },
        kinds: {
          anyOf: [{ enum: ['ebb', 'flood'] }, { type: 'array', items: { enum: ['ebb', 'flood'] } }],
        },
        keeper: { type: ['string', 'null'], maxLength: 50 },
        notes: { type: 'string', maxLength: 50_000 },
        where: schema({ lat: { type: 'number' } }),
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        either: { type: ['integer', 'boolean'] },
        createdAt: { readOnly: true },
      },
      ['tideId', 'port_code'],
    ),
    output: true,
    errors: [],
    example: { input: { tideId: 1, port_code: 'a' }, output: {} },
  };
  const later: ContractDocument = {
    ...contract,
    procedures: [...contract.procedures, procedure],
    schemas: {
      ...contract.schemas,
      GroupKey: { type: 'string', description: 'What it is under.' },
    },
  };
  const read = (...words: string[]) =>
    inputOf(later, procedure, ['tocsin', 'tide-tables', 'look-up', ...words]);

  it('is a command with what its schema says', async () => {
    expect(
      await read(
        ...'DE-HAM 7 --input-url http://x --spring --depths 1.5 --depths -2 --kinds ebb'.split(' '),
        ...'--no-keeper --where {"lat":53.5} --labels a=b=c --labels d= --either 3'.split(' '),
        '--group-key',
        'a b',
      ),
    ).toEqual({
      port_code: 'DE-HAM',
      tideId: 7,
      group_key: 'a b',
      url: 'http://x',
      spring: true,
      depths: [1.5, -2],
      kinds: ['ebb'],
      keeper: null,
      where: { lat: 53.5 },
      labels: { a: 'b=c', d: '' },
      either: 3,
    });
  });

  it('takes the opposite of a flag, and leaves out what is not typed', async () => {
    expect(await read('DE-HAM', '7', '--no-spring', '--keeper', 'Jo')).toEqual({
      port_code: 'DE-HAM',
      tideId: 7,
      spring: false,
      keeper: 'Jo',
    });
  });

  it.each([
    [['x', 'seven'], 'TIDE_ID: Must be a number; not "seven"'],
    [['x', '1', '--labels', 'none'], '--labels: Must be like name=word; not "none"'],
    [['x', '1', '--where', '{'], '--where: Must be JSON'],
    [['x', '1', '--depths', ''], '--depths: Must be a number; not ""'],
    [['x', '1', '--kinds', 'neap'], '--kinds: Must be one of ebb, flood; not "neap"'],
  ])('%j is refused by its name', async (words, reason) => {
    await expect(read(...words)).rejects.toThrow(reason);
  });

  it('does not offer what only the server sets', () => {
    const options = commandOf(programOf(later, environment), procedure.name).options;
    expect(options.map(({ long }) => long)).not.toContain('--created-at');
    const groupKey = options.find(({ long }) => long === '--group-key');
    expect(groupKey?.description).toMatch(/^What it is under\./);
  });
});
