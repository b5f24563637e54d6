import {
  resource,
  type Resource,
  type ResourceStreamItem,
  signal,
  type WritableSignal,
} from '@angular/core';
import type { IncidentsListInput } from '../generated/incidents.ts';
import type { Incident, Page } from '../generated/types.ts';
import { followList, type ListResult } from '../live-list/live-list.ts';
import { injectTocsin } from './provide.ts';

/**
 * A page of `incidents.list` that stays true: incidents that begin to fit the filters come, those
 * that no longer do go, all in the order of the list. It recovers by itself when the connection or
 * the server was gone, and ends with what it was made in.
 * Must be called in an injection context.
 *
 * ```ts
 * incidents = liveIncidents(() => ({ status: 'Open', severity: this.severity() }));
 * ```
 *
 * @param input As `incidents.list` takes it, or a function that reads it from signals. `undefined`
 * is no list.
 */
export function liveIncidents(
  input: IncidentsListInput | (() => IncidentsListInput | undefined) = {},
): Resource<Page<Incident> | undefined> {
  const tocsin = injectTocsin();
  const page = resource<Page<Incident>, IncidentsListInput | undefined>({
    params: typeof input === 'function' ? input : () => input,
    stream: ({ params, abortSignal }) =>
      new Promise((resolve) => {
        let current: WritableSignal<ResourceStreamItem<Page<Incident>>> | undefined;
        const leave = followList(tocsin, params, (result) => {
          if (current) current.set(itemOf(result));
          else resolve((current = signal(itemOf(result))));
        });
        abortSignal.addEventListener('abort', leave);
      }),
  });
  // What is set by hand would end it.
  return page.asReadonly();
}

const itemOf = (result: ListResult): ResourceStreamItem<Page<Incident>> =>
  'page' in result
    ? { value: result.page }
    : { error: result.error instanceof Error ? result.error : new Error(String(result.error)) };
