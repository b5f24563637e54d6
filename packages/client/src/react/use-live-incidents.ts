import {
  useQuery,
  useQueryClient,
  type UseQueryOptions,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useEffect } from 'react';
import type { IncidentsListInput } from '../generated/incidents.ts';
import type { Incident, Page } from '../generated/types.ts';
import { followInCache } from './live-cache.ts';
import { type TocsinKey, tocsinQuery } from './options.ts';
import { useTocsin } from './provider.ts';

type Options = UseQueryOptions<
  Page<Incident>,
  Error,
  Page<Incident>,
  TocsinKey<IncidentsListInput>
>;

/**
 * A page of `incidents.list` that stays true: incidents that begin to fit the filters come, those
 * that no longer do go, all in the order of the list. It recovers by itself when the connection or
 * the server was gone, and ends with its component.
 *
 * The changes are written into the cache, so that every other list and every incident there that
 * `tocsinQuery` has read is live too, while one component uses this.
 *
 * @param input As `incidents.list` takes it.
 * @param options Of TanStack Query, such as `placeholderData: keepPreviousData`.
 */
export function useLiveIncidents(
  input: IncidentsListInput = {},
  options: Omit<Options, 'queryKey' | 'queryFn'> = {},
): UseQueryResult<Page<Incident>> {
  const tocsin = useTocsin();
  const queryClient = useQueryClient();
  useEffect(() => followInCache(queryClient, tocsin), [queryClient, tocsin]);
  return useQuery({ ...tocsinQuery(tocsin.incidents.list, input), ...options });
}
