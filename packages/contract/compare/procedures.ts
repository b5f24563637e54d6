import type { Change, ChangeKind, Wire } from './change.ts';
import type { ContractDocument, JsonSchema, ProcedureDocument } from './document.ts';
import { breaks, type Sense } from './difference.ts';
import { compareBindings, compareHeaders, operationOf, renamedToPath } from './rest.ts';
import { type CompareSchemas, schemaComparison } from './schema.ts';

/** What the callers of one wire see of a change. */
export type Seen = Omit<Change, 'wires'>;

/** Compares as the callers of tRPC see it, who know procedures by their names. */
export function compareOverTrpc(old: ContractDocument, now: ContractDocument): Seen[] {
  const compare = schemaComparison(old.schemas, now.schemas);
  const named = new Map(now.procedures.map((procedure) => [procedure.name, procedure]));
  const known = new Set(old.procedures.map(({ name }) => name));
  return [
    ...old.procedures.flatMap((before) => {
      const after = named.get(before.name);
      if (!after) return [removed(before)];
      return [...compareKinds(before, after), ...compareValues(before, after, compare)];
    }),
    ...now.procedures.filter(({ name }) => !known.has(name)).map(added),
  ];
}

/** Compares as the callers of REST see it, who know operations by method and path. */
export function compareOverRest(old: ContractDocument, now: ContractDocument): Seen[] {
  const compare = schemaComparison(old.schemas, now.schemas);
  const served = new Map(now.procedures.map((procedure) => [operationOf(procedure), procedure]));
  const named = new Map(now.procedures.map((procedure) => [procedure.name, procedure]));
  const matched = new Set<ProcedureDocument>();
  const seen = old.procedures.flatMap((before) => {
    if (!before.rest) return [];
    const after = served.get(operationOf(before)) ?? named.get(before.name);
    if (!after) return [removed(before)];
    matched.add(after);
    if (!after.rest) {
      return [change(before, 'rest-removed', 'rest', 'is not served over REST any more', true)];
    }
    const renamed = renamedToPath(before, after);
    const bindings = [
      ...compareBindings(before.rest, after.rest),
      ...compareHeaders(renamed, after),
    ];
    return [
      ...bindings.map((found) => ({ procedure: before.name, ...found })),
      ...compareValues(renamed, after, compare, 'rest'),
    ];
  });
  const names = new Set(old.procedures.map(({ name }) => name));
  const fresh = now.procedures.filter((procedure) => procedure.rest && !matched.has(procedure));
  return [
    ...seen,
    ...fresh.map((procedure) =>
      names.has(procedure.name)
        ? change(
            procedure,
            'rest-added',
            'rest',
            `is served as ${operationOf(procedure)} now`,
            false,
          )
        : added(procedure),
    ),
  ];
}

const removed = (procedure: ProcedureDocument): Seen =>
  change(procedure, 'procedure-removed', '', 'is gone', true);

const added = (procedure: ProcedureDocument): Seen =>
  change(procedure, 'procedure-added', '', 'is new', false);

function compareKinds(before: ProcedureDocument, after: ProcedureDocument): Seen[] {
  if (before.kind === after.kind) return [];
  const message = `is a ${after.kind}, was a ${before.kind}`;
  return [change(before, 'procedure-kind-changed', 'kind', message, true)];
}

function compareValues(
  before: ProcedureDocument,
  after: ProcedureDocument,
  compare: CompareSchemas,
  wire: Wire = 'trpc',
): Seen[] {
  const values = (side: 'input' | 'output', old: JsonSchema, now: JsonSchema) =>
    compare(old, now).flatMap(({ sense, path, message }) => {
      const kind = kindOf(side, sense);
      return kind ? [change(before, kind, `${side}${path}`, message, breaks(sense, side))] : [];
    });
  const hasBody = wire === 'trpc' || before.rest?.status !== 204 || after.rest?.status !== 204;
  return [
    ...values('input', before.input, after.input),
    ...(hasBody ? values('output', before.output, after.output) : []),
    ...compareErrors(before, after),
  ];
}

/** A caller must be ready for the errors that were declared, and for no others. */
function compareErrors(before: ProcedureDocument, after: ProcedureDocument): Seen[] {
  const [was, is] = [new Set(before.errors), new Set(after.errors)];
  return [
    ...[...is.difference(was)].map((code) =>
      change(before, 'error-added', `errors.${code}`, 'may be answered now', true),
    ),
    ...[...was.difference(is)].map((code) =>
      change(before, 'error-removed', `errors.${code}`, 'is not answered any more', false),
    ),
  ];
}

function kindOf(side: 'input' | 'output', sense: Sense): ChangeKind | undefined {
  switch (sense) {
    case 'field-added':
    case 'field-required':
      return `${side}-field-added`;
    case 'default-added':
    case 'default-changed':
      // What is sent is always there: its default says nothing to those who get it.
      return side === 'input' ? 'input-default-changed' : undefined;
    default:
      return `${side}-${sense}`;
  }
}

const change = (
  { name }: ProcedureDocument,
  kind: ChangeKind,
  path: string,
  message: string,
  breaking: boolean,
): Seen => ({ procedure: name, kind, path, message, breaking });
