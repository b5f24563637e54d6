import { useQuery } from '@tanstack/react-query';
import { tocsinQuery, useTocsin } from '@tocsin/client/react';

export function Runbooks() {
  const tocsin = useTocsin();
  const { data, error } = useQuery(tocsinQuery(tocsin.runbooks.list));

  if (error) return <p role="alert">{error.message}</p>;
  if (!data) return <p>Loading…</p>;
  return (
    <ul>
      {data.items.map((runbook) => (
        <li key={runbook.id}>
          <span>{runbook.title}</span>
          <small>{runbook.tags.join(', ')}</small>
        </li>
      ))}
    </ul>
  );
}
