import {
  createTRPCClient,
  httpBatchLink,
  type TRPCClient,
  type TRPCClientErrorLike,
} from '@trpc/client';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { describe, expectTypeOf, test } from 'vitest';
import * as z from 'zod';
import {
  type AppRouter,
  type contract,
  type ErrorData,
  type Incident,
  type IncidentChange,
  type IncidentDetail,
  type Page,
  query,
  type RouterOf,
  type Runbook,
  type RunbookRevision,
} from '../src/index.ts';

declare const client: TRPCClient<AppRouter>;
type Inputs = inferRouterInputs<AppRouter>;
type Outputs = inferRouterOutputs<AppRouter>;

describe('a stock client', () => {
  test('is made from the router type alone, and must bring a transformer', () => {
    const transformer = { serialize: (data: unknown) => data, deserialize: (data: never) => data };
    const made = createTRPCClient<AppRouter>({
      links: [httpBatchLink({ url: '/trpc', transformer })],
    });
    expectTypeOf(made).toEqualTypeOf<TRPCClient<AppRouter>>();
    // @ts-expect-error The wire speaks superjson: a client without it reads nonsense.
    httpBatchLink<AppRouter>({ url: '/trpc' });
  });

  test('knows the data of an error', () => {
    expectTypeOf<TRPCClientErrorLike<AppRouter>['data']>().toExtend<ErrorData | null | undefined>();
    expectTypeOf<NonNullable<TRPCClientErrorLike<AppRouter>['data']>>().toEqualTypeOf<ErrorData>();
  });

  test('does not have procedures that the contract does not have', () => {
    expectTypeOf(client).not.toHaveProperty('weather');
    expectTypeOf(client.incidents).not.toHaveProperty('purge');
    expectTypeOf<keyof Inputs>().toEqualTypeOf<keyof typeof contract>();
    expectTypeOf<keyof Inputs['incidents']>().toEqualTypeOf<keyof typeof contract.incidents>();
    // @ts-expect-error There is no such procedure.
    void client.incidents.purge.mutate({ id: 'a' });
  });

  test('calls each procedure by its kind only', () => {
    expectTypeOf(client.incidents.get).not.toHaveProperty('mutate');
    expectTypeOf(client.incidents.get).not.toHaveProperty('subscribe');
    expectTypeOf(client.incidents.close).not.toHaveProperty('query');
    expectTypeOf(client.incidents.watch).not.toHaveProperty('query');
    // @ts-expect-error Reading changes nothing.
    void client.incidents.get.mutate({ id: 'a' });
    // @ts-expect-error Closing is not a read.
    void client.incidents.close.query({ id: 'a' });
  });
});

describe('inputs', () => {
  test('a list is called with or without filters', () => {
    void client.incidents.list.query();
    void client.incidents.list.query({});
    void client.incidents.list.query({ status: ['Open', 'acknowledged'], severity: 'high' });
    void client.runbooks.list.query();
    // @ts-expect-error A misspelt filter.
    void client.incidents.list.query({ stauts: 'Open' });
    // @ts-expect-error There is no such severity.
    void client.incidents.list.query({ severity: ['P1', 'sev1'] });
    // @ts-expect-error There is no such order.
    void client.incidents.list.query({ sort: '-severity' });
    // @ts-expect-error Text is not a number on this wire.
    void client.incidents.list.query({ limit: '10' });
  });

  test('procedures that take nothing are called with nothing', () => {
    void client.system.healthz.query();
    void client.system.health.query();
    void client.system.ready.query();
    void client.system.metrics.query();
  });

  test('getting one needs its id, and nothing else', () => {
    expectTypeOf<Inputs['incidents']['get']>().toEqualTypeOf<{ id: string }>();
    // @ts-expect-error Which one?
    void client.incidents.get.query();
    // @ts-expect-error Which one?
    void client.incidents.get.query({});
    // @ts-expect-error Ids are text.
    void client.incidents.get.query({ id: 42 });
    // @ts-expect-error There is no such field.
    void client.incidents.get.query({ id: 'a', verbose: true });
  });

  test('creating takes both vocabularies and leaves defaults out', () => {
    void client.incidents.create.mutate({ title: 'a', service: 'b', severity: 'P1' });
    void client.incidents.create.mutate({ title: 'a', service: 'b', severity: 'critical' });
    void client.incidents.create.mutate({
      title: 'a',
      service: 'b',
      severity: 'low',
      status: 'in_progress',
      assignedTo: null,
    });
    // @ts-expect-error The title is missing.
    void client.incidents.create.mutate({ service: 'b', severity: 'P1' });
    const given = { title: 'a', service: 'b', severity: 'P1' } as const;
    // @ts-expect-error There is no such severity.
    void client.incidents.create.mutate({ ...given, severity: 'urgent' });
    // @ts-expect-error There is no such status.
    void client.incidents.create.mutate({ ...given, status: 'New' });
    // @ts-expect-error There is no such field.
    void client.incidents.create.mutate({ ...given, urgency: 1 });
  });

  test('an incident that was read may be sent back whole', () => {
    const read = {} as Incident;
    void client.incidents.replace.mutate({ ...read, ifVersion: read.version });
    void client.runbooks.replace.mutate({} as Runbook);
  });

  test('watching takes no argument, one incident, or the place to resume from', () => {
    expectTypeOf<{ incidentId: string }>().toExtend<Inputs['incidents']['watch']>();
    expectTypeOf<{ lastEventId: string }>().toExtend<Inputs['incidents']['watch']>();
    expectTypeOf<void>().toExtend<Inputs['incidents']['watch']>();
    expectTypeOf<{ lastEventId: number }>().not.toExtend<Inputs['incidents']['watch']>();
  });
});

describe('outputs', () => {
  test('are what the contract says', () => {
    expectTypeOf(client.incidents.get.query({ id: 'a' })).resolves.toEqualTypeOf<IncidentDetail>();
    expectTypeOf<Outputs['incidents']['list']>().toEqualTypeOf<Page<Incident>>();
    expectTypeOf<Outputs['incidents']['create']>().toEqualTypeOf<Incident>();
    expectTypeOf<Outputs['incidents']['close']>().toExtend<Incident & { changed: boolean }>();
    expectTypeOf<Outputs['runbooks']['revisions']>().toEqualTypeOf<Page<RunbookRevision>>();
    expectTypeOf<Outputs['system']['metrics']>().toEqualTypeOf<string>();
  });

  test('have the stored words, not those that are merely accepted', () => {
    expectTypeOf<Incident['severity']>().toEqualTypeOf<'P1' | 'P2' | 'P3' | 'P4'>();
    expectTypeOf<Incident['status']>().toEqualTypeOf<'Open' | 'Closed'>();
  });

  test('are as they are read, where that differs from how they are written', () => {
    const Size = z.object({ cm: z.int().default(1) });
    const size = query({
      summary: 'Measure it',
      input: z.strictObject({ cm: z.int().default(1) }),
      output: Size,
      example: { input: {}, output: { cm: 1 } },
    });
    type Measured = RouterOf<{ things: { size: typeof size } }>;
    expectTypeOf<inferRouterOutputs<Measured>['things']['size']>().toEqualTypeOf<{ cm: number }>();
    expectTypeOf<{ cm?: number }>().toExtend<inferRouterInputs<Measured>['things']['size']>();
  });

  test('of a watch are items with an id and a change', () => {
    client.incidents.watch.subscribe(undefined, {
      onData: (item) => expectTypeOf(item).toEqualTypeOf<{ id: string; data: IncidentChange }>(),
    });
  });

  test('a change is told apart by its type', () => {
    const change = {} as IncidentChange;
    if (change.type === 'watch.started') expectTypeOf(change).not.toHaveProperty('incident');
    else expectTypeOf(change.incident).toEqualTypeOf<Incident | null>();
  });
});
