import { parseArgs } from 'node:util';
import { CommandError } from './command-error.ts';
import {
  type CommandDefinition,
  type CommandName,
  definitions,
  type Given,
  isCommandName,
  usageOf,
} from './definitions.ts';

/** What `start.js` was told to do; `help` is to say what it can. */
export interface Typed {
  name: CommandName | 'help';
  given: Given;
}

/** Reads `[command] [operand] [--replace]`; without a command it is `serve`. */
export function readArguments(args: string[]): Typed {
  const options = { replace: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
  const { values, positionals } = parsed(() =>
    parseArgs({ args, options, allowPositionals: true }),
  );
  const [name = 'serve', operand] = positionals;
  if (values.help || name === 'help') return { name: 'help', given: {} };
  if (!isCommandName(name)) {
    throw new CommandError(`There is no command ${name}. See tocsin --help.`);
  }
  return { name, given: { operand, replace: values.replace } };
}

function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new CommandError(`${(error as Error).message} See tocsin --help.`);
  }
}

/** What there is to type, as `--help` tells it. */
export function helpText(): string {
  const entries = Object.entries(definitions) as [CommandName, CommandDefinition][];
  const lines = entries.map(([name, { summary, flags = {} }]) => {
    const more = Object.entries(flags).map(([flag, about]) => `; --${flag}: ${about}`);
    return `  ${usageOf(name).padEnd(25)} ${summary}${more.join('')}`;
  });
  return [
    'tocsin [command]',
    '',
    ...lines,
    '',
    'Without a command it is serve. The FILE of import may be -, standard input.',
    'Settings are environment variables: DATABASE_URL, PORT, HOST, … (see the README).',
    '',
  ].join('\n');
}
