import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { contractFile } from './contract-document.ts';

/** Where each procedure is written, such as `packages/contract/src/incidents.ts:42`. */
export async function sourceLines(): Promise<Map<string, string>> {
  const folder = join(dirname(contractFile), 'src');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts')).toSorted();
  const sources = names.map(async (name) => {
    return [`packages/contract/src/${name}`, await readFile(join(folder, name), 'utf8')] as const;
  });
  return proceduresIn(await Promise.all(sources));
}

/** An object of procedures, as it is written. */
interface Group {
  /** The place of each procedure. */
  procedures: Map<string, string>;
  /** The objects that are spread into it. */
  spread: string[];
}

/** The procedures that source files declare, each with its file and line. */
export function proceduresIn(
  sources: readonly (readonly [file: string, source: string])[],
): Map<string, string> {
  const groups = new Map(sources.flatMap(([file, source]) => groupsIn(file, source)));
  return new Map(
    [...groups.keys()].flatMap((feature) =>
      placesOf(groups, feature).map(([name, place]) => [`${feature}.${name}`, place] as const),
    ),
  );
}

function placesOf(groups: ReadonlyMap<string, Group>, name: string): [string, string][] {
  const group = groups.get(name);
  if (!group) return [];
  return [...group.procedures, ...group.spread.flatMap((other) => placesOf(groups, other))];
}

function groupsIn(file: string, source: string): [name: string, Group][] {
  const groups: [string, Group][] = [];
  let group: Group | undefined;
  for (const [index, line] of source.split('\n').entries()) {
    const [, object] = /^(?:export )?const (\w+) = \{$/.exec(line) ?? [];
    if (object !== undefined) {
      group = { procedures: new Map(), spread: [] };
      groups.push([object, group]);
    }
    const [, name] = /^ {2}(\w+): (?:query|mutation|subscription)\(/.exec(line) ?? [];
    if (name !== undefined) group?.procedures.set(name, `${file}:${index + 1}`);
    const [, other] = /^ {2}\.\.\.(\w+),$/.exec(line) ?? [];
    if (other !== undefined) group?.spread.push(other);
    if (line.startsWith('}')) group = undefined;
  }
  return groups;
}
