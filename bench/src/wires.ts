import { stringify } from 'superjson';
import { newIncident, type OperationName, PAGE } from './operations.ts';

export interface Call {
  method: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

/** How one kind of server is asked, and where its answer has the data. */
export interface Wire {
  calls(operation: OperationName, ids: readonly string[]): Call[];
  unwrap(operation: OperationName, body: unknown): unknown;
}

const post = (path: string, body: string): Call => ({
  method: 'POST',
  path,
  headers: { 'content-type': 'application/json' },
  body,
});

const incidents = '/api/v1/incidents';

export const rest: Wire = {
  calls(operation, ids) {
    if (operation === 'create') return [post(incidents, JSON.stringify(newIncident))];
    if (operation === 'list') return [{ method: 'GET', path: `${incidents}?limit=${PAGE}` }];
    return ids.map((id) => ({ method: 'GET', path: `${incidents}/${id}` }));
  },
  unwrap: (_operation, body) => body,
};

export const trpc: Wire = {
  calls(operation, ids) {
    if (operation === 'create') {
      return [post('/trpc/incidents.create', stringify(newIncident))];
    }
    const inputs = operation === 'list' ? [{ limit: PAGE }] : ids.map((id) => ({ id }));
    return inputs.map((input) => {
      const encoded = encodeURIComponent(stringify(input));
      return { method: 'GET', path: `/trpc/incidents.${operation}?input=${encoded}` };
    });
  },
  unwrap(operation, body) {
    const { json } = (body as { result: { data: { json: unknown } } }).result.data;
    return operation === 'list' ? (json as { items: unknown }).items : json;
  },
};
