import { readFile } from 'node:fs/promises';
import { format, type FormatOptions } from 'oxfmt';

/** The files as the formatter of this repository leaves them. */
export async function formatted(files: Record<string, string>): Promise<Record<string, string>> {
  const rules = new URL('../../../.oxfmtrc.json', import.meta.url);
  const { ignorePatterns: _, ...options } = JSON.parse(await readFile(rules, 'utf8')) as Omit<
    FormatOptions,
    'ignorePatterns'
  > & { ignorePatterns: unknown };
  const entries = Object.entries(files).map(async ([name, text]) => {
    const { code, errors } = await format(name, text, options);
    if (errors.length > 0) throw new Error(`${name} cannot be formatted: ${errors[0]?.message}`);
    return [name, code] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
