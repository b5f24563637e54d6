/** A command as it is typed: `tocsin NAME [OPERAND] [--FLAG]`. Plain data: nothing here runs. */
export interface CommandDefinition {
  /** What it does, in the imperative. */
  summary: string;
  /** What it works on, as `FILE`. */
  operand?: { name: string; required: boolean; about: string };
  /** What each flag changes, by its name. */
  flags?: Readonly<Record<string, string>>;
}

/** Everything that is done on a database, without a server that answers. */
export const definitions = {
  serve: { summary: 'serve until told to stop; seed the database at its first start' },
  seed: { summary: 'seed a database that has never been seeded' },
  reset: { summary: 'delete EVERYTHING in the database and seed it anew' },
  export: {
    summary: 'write everything in the database to a file, or to standard output',
    operand: { name: 'FILE', required: false, about: 'a new file; standard output without it' },
  },
  import: {
    summary: 'store everything from a file in an empty database',
    operand: { name: 'FILE', required: true, about: 'what export wrote; - is standard input' },
    flags: { replace: 'delete first what is there' },
  },
  backup: {
    summary: 'copy a SQLite database while it is in use',
    operand: { name: 'FILE', required: true, about: 'a new file' },
  },
} as const satisfies Record<string, CommandDefinition>;

export type CommandName = keyof typeof definitions;

export const isCommandName = (name: string): name is CommandName =>
  Object.hasOwn(definitions, name);

/** What was typed after the name. */
export interface Given {
  operand?: string | undefined;
  replace?: boolean | undefined;
}

/** `import FILE [--replace]`. */
export function usageOf(name: CommandName): string {
  const { operand, flags = {} }: CommandDefinition = definitions[name];
  const typed = operand && (operand.required ? operand.name : `[${operand.name}]`);
  return [name, typed, ...Object.keys(flags).map((flag) => `[--${flag}]`)]
    .filter((word) => word !== undefined)
    .join(' ');
}
