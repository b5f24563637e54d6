import * as z from 'zod';
import { inputs, outputs } from './edits-of-values.ts';
import { type Ingredients, the } from './tickets.ts';

/** One edit of the contract of tickets, and what must be said of it. */
export interface Edit {
  name: string;
  edit(ingredients: Ingredients): void;
  /** `breaks|fine wires procedure kind path`, in the order of the contract. */
  expected: string[];
}

const procedures: Edit[] = [
  { name: 'nothing', edit: () => {}, expected: [] },
  {
    name: 'a procedure is added',
    edit: ({ procedures }) => {
      procedures['count'] = { ...the({ procedures } as Ingredients, 'table'), summary: 'Count' };
      procedures['count'].rest = { method: 'GET', path: '/tickets/count' };
    },
    expected: ['fine rest+trpc tickets.count procedure-added '],
  },
  {
    name: 'a procedure is removed',
    edit: ({ procedures }) => delete procedures['delete'],
    expected: ['breaks rest+trpc tickets.delete procedure-removed '],
  },
  {
    name: 'a subscription is removed',
    edit: ({ procedures }) => delete procedures['watch'],
    expected: ['breaks trpc tickets.watch procedure-removed '],
  },
  {
    name: 'a procedure is renamed, and served where it was',
    edit: (all) => {
      all.procedures['fetch'] = the(all, 'get');
      delete all.procedures['get'];
    },
    expected: [
      'breaks trpc tickets.get procedure-removed ',
      'fine trpc tickets.fetch procedure-added ',
    ],
  },
  {
    name: 'a mutation becomes a query',
    edit: (all) => (the(all, 'update').kind = 'query'),
    expected: ['breaks trpc tickets.update procedure-kind-changed kind'],
  },
  {
    name: 'an error is added',
    edit: (all) => the(all, 'update').errors.push('CONFLICT'),
    expected: ['breaks rest+trpc tickets.update error-added errors.CONFLICT'],
  },
  {
    name: 'an error is removed',
    edit: (all) => (the(all, 'update').errors = ['NOT_FOUND']),
    expected: ['fine rest+trpc tickets.update error-removed errors.PRECONDITION_FAILED'],
  },
  {
    name: 'a summary is worded better',
    edit: (all) => (the(all, 'list').summary = 'List the tickets'),
    expected: ['fine rest+trpc tickets.list docs-changed docs'],
  },
  {
    name: 'a field is described',
    edit: (all) => (the(all, 'table').output = () => z.string().describe('One line for each.')),
    expected: ['fine rest+trpc tickets.table docs-changed docs'],
  },
];

const bindings: Edit[] = [
  {
    name: 'a path changes',
    edit: (all) => (the(all, 'list').rest = { method: 'GET', path: '/issues', page: true }),
    expected: ['breaks rest tickets.list rest-path-changed rest.path'],
  },
  {
    name: 'a path moves to the root',
    edit: (all) => Object.assign(the(all, 'table').rest ?? {}, { atRoot: true }),
    expected: ['breaks rest tickets.table rest-path-changed rest.path'],
  },
  {
    name: 'a path parameter is called otherwise',
    edit: (all) => {
      const { id } = the(all, 'get').input;
      the(all, 'get').input = { ticketId: id ?? z.never() };
      the(all, 'get').rest = { method: 'GET', path: '/tickets/{ticketId}', versioned: true };
    },
    expected: [
      'breaks trpc tickets.get input-field-removed input.id',
      'breaks trpc tickets.get input-field-added input.ticketId',
    ],
  },
  {
    name: 'a method changes',
    edit: (all) => Object.assign(the(all, 'update').rest ?? {}, { method: 'PUT' }),
    expected: ['breaks rest tickets.update rest-method-changed rest.method'],
  },
  {
    name: 'the status of success changes',
    edit: (all) => Object.assign(the(all, 'create').rest ?? {}, { status: 202 }),
    expected: ['breaks rest tickets.create rest-status-changed rest.status'],
  },
  {
    name: 'Location is not sent any more',
    edit: (all) => delete the(all, 'create').rest?.location,
    expected: ['breaks rest tickets.create rest-location-changed rest.location'],
  },
  {
    name: 'a page becomes the whole output',
    edit: (all) => delete the(all, 'list').rest?.page,
    expected: ['breaks rest tickets.list rest-page-changed rest.page'],
  },
  {
    name: 'an ETag is sent where there was none',
    edit: (all) => Object.assign(the(all, 'create').rest ?? {}, { versioned: true }),
    expected: ['fine rest tickets.create rest-version-changed rest.versioned'],
  },
  {
    name: 'no ETag is sent any more',
    edit: (all) => delete the(all, 'get').rest?.versioned,
    expected: ['breaks rest tickets.get rest-version-changed rest.versioned'],
  },
  {
    name: 'a media type changes',
    edit: (all) => Object.assign(the(all, 'table').rest ?? {}, { mediaType: 'text/plain' }),
    expected: ['breaks rest tickets.table rest-media-type-changed rest.mediaType'],
  },
  {
    name: 'some outputs get a status of their own',
    edit: (all) => Object.assign(the(all, 'get').rest ?? {}, { statusOf: { lost: 410 } }),
    expected: ['breaks rest tickets.get rest-status-changed rest.statusOf'],
  },
  {
    name: 'a field must be sent as a header',
    edit: (all) => Object.assign(the(all, 'list').rest ?? {}, { headers: { q: 'X-Query' } }),
    expected: ['breaks rest tickets.list rest-header-changed rest.headers.q'],
  },
  {
    name: 'a new field may be sent as a header',
    edit: (all) => {
      the(all, 'list').input['tenant'] = z.string().optional();
      Object.assign(the(all, 'list').rest ?? {}, { headers: { tenant: 'X-Tenant' } });
    },
    expected: ['fine rest+trpc tickets.list input-field-added input.tenant'],
  },
  {
    name: 'a body is read as text',
    edit: (all) => {
      the(all, 'create').rawBody = z.object({ note: z.string() });
      Object.assign(the(all, 'create').rest ?? {}, { rawBody: 'note' });
    },
    expected: ['breaks rest tickets.create rest-body-changed rest.rawBody'],
  },
  {
    name: 'a procedure is not served over REST any more',
    edit: (all) => delete the(all, 'delete').rest,
    expected: ['breaks rest tickets.delete rest-removed rest'],
  },
  {
    name: 'what REST answers without a body gets fields',
    edit: (all) => (the(all, 'delete').output = () => z.object({ notes: z.int() })),
    expected: ['fine trpc tickets.delete output-field-added output.notes'],
  },
];

export const edits: Edit[] = [...procedures, ...bindings, ...inputs, ...outputs];
