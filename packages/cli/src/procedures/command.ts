import type { ContractDocument, ProcedureDocument } from '@tocsin/contract/compare';
import { type Command, Option } from 'commander';
import { newCommand } from '../command.ts';
import { DEFAULT_URL, type Environment } from '../environment.ts';
import { commandLine } from './command-line.ts';
import { type Field, fieldsOf, kebabCase } from './field.ts';
import { argumentName, inputOf, type Typed } from './input.ts';

/** The command of one procedure, made from what the contract says of it. */
export function procedureCommand(
  procedure: ProcedureDocument,
  { schemas }: ContractDocument,
  environment: () => Environment,
): Command {
  const [feature = '', own = ''] = procedure.name.split('.');
  const words = ['tocsin', kebabCase(feature), kebabCase(own)];
  const fields = fieldsOf(procedure, schemas);
  // Of one line, for it is what shells show; the help says the rest.
  const command = newCommand(kebabCase(own)).description(procedure.summary);
  const whole = [procedure.summary, procedure.description].filter(Boolean).join('.\n\n');
  command.configureHelp({ ...command.configureHelp(), commandDescription: () => whole });
  for (const field of fields) addField(command, field);
  addCommonOptions(command, procedure);
  const example = commandLine(words, fields, procedure.example.input as Record<string, unknown>);
  command.addHelpText('after', `\nExample:\n  $ ${example}`);
  command.action(async () => {
    const options: Options = command.opts();
    const { run } = await import('./run.ts');
    const { url, token } = environment();
    await run({
      procedure,
      fields,
      words,
      input: await typedInput(command, fields),
      connection: { url: options.url ?? url, token: options.token ?? token },
      json: options.json ?? false,
      columns: options.columns?.split(',').map((name) => name.trim()),
    });
  });
  return command;
}

interface Options {
  input?: string;
  url?: string;
  token?: string;
  json?: boolean;
  columns?: string;
}

function addField(command: Command, field: Field): void {
  const { option, type, about, isArgument, isNullable, required } = field;
  if (isArgument) {
    command.argument(`<${argumentName(option)}>`, about);
    return;
  }
  const text = [
    about,
    required ? '(required)' : '',
    field.isList || type.kind === 'pairs' ? '(may be repeated)' : '',
  ]
    .concat(type.kind === 'text' && type.isLong ? '(text, @FILE, or - for standard input)' : '')
    .filter(Boolean)
    .join(' ')
    .replaceAll(/\s+/g, ' ');
  if (type.kind === 'flag') {
    command.addOption(new Option(`--${option}`, text));
    command.addOption(new Option(`--no-${option}`, 'The opposite.'));
    return;
  }
  const value = {
    text: 'text',
    choice: 'word',
    number: 'number',
    json: 'json',
    pairs: 'name=word',
  }[type.kind];
  const given = new Option(`--${option} <${value}>`, text);
  if (type.kind === 'choice') given.choices(type.choices);
  command.addOption(given.argParser(collect));
  if (isNullable) command.addOption(new Option(`--no-${option}`, 'Sets it to null.'));
}

/** Each time that an option is given; `--no-…` before is forgotten. */
const collect = (value: string, before: unknown): string[] =>
  Array.isArray(before) ? [...(before as string[]), value] : [value];

function addCommonOptions(command: Command, { kind }: ProcedureDocument): void {
  command
    .optionsGroup('Input:')
    .option(
      '--input <json>',
      'All fields at once, or those not typed one by one: JSON, @FILE, or - for standard input.',
    );
  command
    .optionsGroup('Output:')
    .option(
      '--json',
      kind === 'subscription' ? 'Write each item as JSON on a line.' : 'Write JSON.',
    );
  if (kind !== 'subscription') {
    command.option('--columns <names>', 'Write these columns, such as id,title.');
  }
  command
    .optionsGroup('Server:')
    .option('--url <url>', `Where the server is. ($TOCSIN_URL, else ${DEFAULT_URL})`)
    .option('--token <token>', 'Sent with the request. ($TOCSIN_TOKEN)');
}

/** The input that a parsed command was given. */
export const typedInput = (
  command: Command,
  fields: readonly Field[],
): Promise<Record<string, unknown>> =>
  inputOf(fields, typedOf(command, fields), command.opts<Options>().input);

/** What was typed for each field, under its name in the input. */
function typedOf(command: Command, fields: readonly Field[]): Typed {
  const options: Record<string, string[] | boolean | undefined> = command.opts();
  const places = fields.filter(({ isArgument }) => isArgument);
  const entries = fields.map((field) => {
    const value = field.isArgument
      ? [command.args[places.indexOf(field)] ?? '']
      : options[new Option(`--${field.option}`).attributeName()];
    return [field.name, value] as const;
  });
  return Object.fromEntries(entries);
}
