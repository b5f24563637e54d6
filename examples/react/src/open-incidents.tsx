import { keepPreviousData, useMutation } from '@tanstack/react-query';
import type { Severity } from '@tocsin/client';
import { tocsinMutation, useLiveIncidents, useTocsin } from '@tocsin/client/react';
import { useState } from 'react';
import { NewIncident } from './new-incident';

const severities: Severity[] = ['P1', 'P2', 'P3', 'P4'];
const time = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

export function OpenIncidents() {
  const tocsin = useTocsin();
  const [severity, setSeverity] = useState<Severity>();
  // Read anew when the severity is another, and kept up to date in between.
  const { data, error } = useLiveIncidents(
    { status: 'Open', severity },
    { placeholderData: keepPreviousData },
  );
  const close = useMutation(tocsinMutation(tocsin.incidents.close));

  return (
    <>
      <NewIncident />
      <label htmlFor="severity">Severity</label>
      <select
        id="severity"
        onChange={({ target }) => setSeverity(severities.find((name) => name === target.value))}
      >
        <option value="">all</option>
        {severities.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      {data ? (
        <>
          <p>{data.total} open</p>
          <ul>
            {data.items.map((incident) => (
              <li key={incident.id}>
                <b>{incident.severity}</b>
                <span>{incident.title}</span>
                <small>
                  {incident.service} · {time.format(new Date(incident.createdAt))}
                </small>
                <button onClick={() => close.mutate({ id: incident.id })}>Close</button>
              </li>
            ))}
            {data.items.length === 0 && <li>Nothing is open.</li>}
          </ul>
        </>
      ) : error ? (
        <p role="alert">{error.message}</p>
      ) : (
        <p>Loading…</p>
      )}
    </>
  );
}
