import { isDeepStrictEqual } from 'node:util';
import type { Change } from './change.ts';
import type { ContractDocument, ProcedureDocument } from './document.ts';
import { annotations } from './shape.ts';

/** Annotations that are compared as what they mean: what a field is when it is left out. */
const meaningful = new Set(['default']);

/** Procedures that are described in other words, or by another example. Breaks nobody. */
export function compareDocs(old: ContractDocument, now: ContractDocument): Change[] {
  const named = new Map(now.procedures.map((procedure) => [procedure.name, procedure]));
  return old.procedures.flatMap((before): Change[] => {
    const after = named.get(before.name);
    if (!after || isDeepStrictEqual(docsOf(before, old), docsOf(after, now))) return [];
    return [
      {
        procedure: before.name,
        wires: before.rest ? ['rest', 'trpc'] : ['trpc'],
        breaking: false,
        kind: 'docs-changed',
        path: 'docs',
        message: 'is described in other words',
      },
    ];
  });
}

/** Everything that a procedure says to people, by where it says it. */
function docsOf(procedure: ProcedureDocument, { schemas }: ContractDocument) {
  const { summary, description, example, input, output } = procedure;
  const said = new Map<string, unknown>();

  function collect(node: unknown, path: string, within: readonly string[]): void {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === '$ref') {
        const name = String(value).replace('#/schemas/', '');
        if (!within.includes(name)) collect(schemas[name], path, [...within, name]);
      } else if (!annotations.has(key)) collect(value, `${path}/${key}`, within);
      else if (!meaningful.has(key)) said.set(`${path}/${key}`, value);
    }
  }

  collect(input, 'input', []);
  collect(output, 'output', []);
  return { summary, description, example, said };
}
