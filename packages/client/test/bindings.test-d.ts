import {
  keepPreviousData,
  QueryClient,
  useMutation,
  useQuery,
  useSuspenseQuery,
} from '@tanstack/react-query';
import type { Resource, ResourceRef } from '@angular/core';
import { expectTypeOf, it } from 'vitest';
import { liveIncidents, tocsinConnection, tocsinResource } from '../src/angular/index.ts';
import {
  createClient,
  type Incident,
  type IncidentDetail,
  type IncidentsCloseOutput,
  type LiveState,
  type Page,
  type Runbook,
} from '../src/index.ts';
import {
  tocsinKey,
  tocsinMutation,
  tocsinQuery,
  useLiveIncidents,
  useTocsinConnection,
} from '../src/react/index.ts';

const { incidents, runbooks } = createClient({ url: '/' });

it('queries of React know their input and what they answer', () => {
  expectTypeOf(useQuery(tocsinQuery(incidents.list)).data).toEqualTypeOf<
    Page<Incident> | undefined
  >();
  expectTypeOf(
    useSuspenseQuery(tocsinQuery(incidents.get, { id: '1' })).data,
  ).toEqualTypeOf<IncidentDetail>();
  const titles = useQuery({
    ...tocsinQuery(runbooks.list, { tag: 'database' }),
    select: ({ items }) => items.map(({ title }) => title),
  });
  expectTypeOf(titles.data).toEqualTypeOf<string[] | undefined>();
  expectTypeOf(useLiveIncidents({ status: 'Open' }).data).toEqualTypeOf<
    Page<Incident> | undefined
  >();
  // @ts-expect-error It needs an id.
  tocsinQuery(incidents.get);
  // @ts-expect-error There is no such status.
  tocsinQuery(incidents.list, { status: 'Ajar' });
  // @ts-expect-error There is no such status.
  useLiveIncidents({ status: 'Ajar' });
  useLiveIncidents({}, { placeholderData: keepPreviousData, enabled: true });
  // @ts-expect-error The key and the function are its own.
  useLiveIncidents({}, { queryKey: ['mine'] });
  // @ts-expect-error What is watched is not called.
  tocsinQuery(incidents.watch);
});

it('keys of React know what is kept under them', () => {
  const queryClient = new QueryClient();
  const { queryKey } = tocsinQuery(runbooks.list);
  expectTypeOf(queryClient.getQueryData(queryKey)).toEqualTypeOf<Page<Runbook> | undefined>();
  tocsinKey(incidents.get, { id: '1' });
  // @ts-expect-error An incident has no such input.
  tocsinKey(incidents.get, { number: 1 });
});

it('mutations of React know their input and what they answer', () => {
  const close = useMutation(tocsinMutation(incidents.close));
  expectTypeOf(close.data).toEqualTypeOf<IncidentsCloseOutput | undefined>();
  expectTypeOf(close.mutate).parameter(0).toEqualTypeOf<{
    id: string;
    ifVersion?: number | number[] | undefined;
  }>();
});

it('resources of Angular know their input and what they answer', () => {
  expectTypeOf(tocsinResource(incidents.list)).toEqualTypeOf<
    ResourceRef<Page<Incident> | undefined>
  >();
  const one = tocsinResource(incidents.get, () => (Math.random() < 1 ? { id: '1' } : undefined));
  expectTypeOf(one).toEqualTypeOf<ResourceRef<IncidentDetail | undefined>>();
  expectTypeOf(liveIncidents()).toEqualTypeOf<Resource<Page<Incident> | undefined>>();
  // @ts-expect-error It needs an id.
  tocsinResource(incidents.get);
  // @ts-expect-error There is no such severity.
  tocsinResource(incidents.list, () => ({ severity: 'P5' }));
  // @ts-expect-error There is no such severity.
  liveIncidents(() => ({ severity: 'P5' }));
});

it('both say the same of the connection', () => {
  expectTypeOf(tocsinConnection()()).toEqualTypeOf<LiveState>();
  expectTypeOf(useTocsinConnection()).toEqualTypeOf<LiveState>();
});
