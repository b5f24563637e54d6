import { useTocsinConnection } from '@tocsin/client/react';

export function ConnectionBanner() {
  if (useTocsinConnection() !== 'lost') return null;
  return (
    <p role="status" className="banner">
      The connection is lost. Trying again…
    </p>
  );
}
