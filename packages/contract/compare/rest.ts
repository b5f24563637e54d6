import { REST_PREFIX } from '../src/rest-prefix.ts';
import type { RestBinding } from '../src/procedure.ts';
import type { Change } from './change.ts';
import type { JsonSchema, ProcedureDocument } from './document.ts';

/** How a REST caller knows a procedure: `GET /api/v1/incidents/{}`. A parameter's name is not sent. */
export function operationOf({ rest }: ProcedureDocument): string | undefined {
  return rest && `${rest.method} ${fullPath(rest).replaceAll(/\{\w+\}/g, '{}')}`;
}

const fullPath = ({ path, atRoot }: RestBinding): string =>
  atRoot ? path : `${REST_PREFIX}${path}`;

type BindingChange = Omit<Change, 'wires' | 'procedure'>;

type Comparison = (old: RestBinding, now: RestBinding) => BindingChange | undefined;

/** One for each field of a binding, so that none can be added and forgotten here. */
const comparisons: Record<keyof RestBinding, Comparison | 'elsewhere'> = {
  method: (old, now) => changed('method', 'rest-method-changed', old.method, now.method),
  path: (old, now) => changed('path', 'rest-path-changed', unnamed(old), unnamed(now)),
  // With the path.
  atRoot: 'elsewhere',
  status: (old, now) =>
    changed('status', 'rest-status-changed', old.status ?? 200, now.status ?? 200),
  statusOf: (old, now) =>
    changed('statusOf', 'rest-status-changed', listed(old.statusOf), listed(now.statusOf)),
  page: (old, now) => changed('page', 'rest-page-changed', contentOf(old), contentOf(now)),
  mediaType: (old, now) =>
    changed('mediaType', 'rest-media-type-changed', mediaTypeOf(old), mediaTypeOf(now)),
  rawBody: (old, now) => changed('rawBody', 'rest-body-changed', bodyOf(old), bodyOf(now)),
  // Below: it takes the inputs to tell a field that has moved from one that is new.
  headers: 'elsewhere',
  location: (old, now) =>
    header('location', 'rest-location-changed', 'Location', old.location, now.location),
  versioned: (old, now) =>
    header('versioned', 'rest-version-changed', 'ETag', old.versioned, now.versioned),
  // What is behind the version in an ETag is opaque.
  taggedBy: 'elsewhere',
};

/** What two bindings of a procedure differ in. */
export function compareBindings(old: RestBinding, now: RestBinding): BindingChange[] {
  return Object.values(comparisons).flatMap((compare) => {
    const found = compare === 'elsewhere' ? undefined : compare(old, now);
    return found ? [found] : [];
  });
}

/** Fields of the input that callers must send elsewhere: in a header, in another, or in none. */
export function compareHeaders(old: ProcedureDocument, now: ProcedureDocument): BindingChange[] {
  const kept = fieldsOf(old.input).filter((name) => fieldsOf(now.input).includes(name));
  const placeOf = ({ rest }: ProcedureDocument, name: string) =>
    rest?.headers?.[name]?.toLowerCase() ?? 'no header';
  return kept.flatMap((name) => {
    const [was, is] = [placeOf(old, name), placeOf(now, name)];
    return changed(`headers.${name}`, 'rest-header-changed', was, is) ?? [];
  });
}

const fieldsOf = (input: JsonSchema): string[] =>
  typeof input === 'object' ? Object.keys(input['properties'] ?? {}) : [];

const unnamed = (rest: RestBinding): string => fullPath(rest).replaceAll(/\{\w+\}/g, '{}');
const contentOf = ({ page }: RestBinding): string =>
  page ? 'the items alone' : 'the whole output';
const bodyOf = ({ rawBody }: RestBinding): string =>
  rawBody === undefined ? 'the body is fields' : `the body is ${rawBody}`;
const listed = (statuses: RestBinding['statusOf'] = {}): string =>
  Object.entries(statuses)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([word, status]) => `${word}: ${status}`)
    .join(', ') || 'always the same';
const mediaTypeOf = ({ mediaType }: RestBinding): string => mediaType ?? 'application/json';

function changed(
  field: string,
  kind: Change['kind'],
  old: string | number,
  now: string | number,
): BindingChange | undefined {
  if (old === now) return undefined;
  return { kind, path: `rest.${field}`, message: `${now}, was ${old}`, breaking: true };
}

/** A header that comes is new to nobody's harm; one that is gone, or leads elsewhere, is missed. */
function header(
  field: string,
  kind: Change['kind'],
  name: string,
  old: string | true | undefined,
  now: string | true | undefined,
): BindingChange | undefined {
  if (old === now) return undefined;
  const path = `rest.${field}`;
  if (old === undefined) return { kind, path, message: `sends ${name} now`, breaking: false };
  const message = now === undefined ? `sends no ${name} any more` : `${name} is ${now}, was ${old}`;
  return { kind, path, message, breaking: true };
}

/**
 * The old procedure, its path parameters named as the new one names them where both paths are the
 * same but for these names.
 */
export function renamedToPath(old: ProcedureDocument, now: ProcedureDocument): ProcedureDocument {
  if (operationOf(old) !== operationOf(now) || !old.rest || !now.rest) return old;
  const [before, after] = [parametersOf(old.rest), parametersOf(now.rest)];
  const names = new Map(before.map((name, i) => [name, after[i] ?? name]));
  return { ...old, input: renamed(old.input, names) };
}

const parametersOf = ({ path }: RestBinding): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);

function renamed(input: JsonSchema, names: ReadonlyMap<string, string>): JsonSchema {
  if (typeof input === 'boolean' || [...names].every(([before, after]) => before === after)) {
    return input;
  }
  const { properties = {}, required = [] } = input as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  const nameOf = (name: string) => names.get(name) ?? name;
  return {
    ...input,
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, schema]) => [nameOf(name), schema]),
    ),
    required: required.map(nameOf),
  };
}
