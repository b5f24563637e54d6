import { useState } from 'react';
import { ConnectionBanner } from './connection-banner';
import { OpenIncidents } from './open-incidents';
import { Runbooks } from './runbooks';

export function App() {
  const [view, setView] = useState<'incidents' | 'runbooks'>('incidents');
  return (
    <>
      <header>
        <h1>Tocsin</h1>
        <nav>
          <button aria-current={view === 'incidents'} onClick={() => setView('incidents')}>
            Open incidents
          </button>
          <button aria-current={view === 'runbooks'} onClick={() => setView('runbooks')}>
            Runbooks
          </button>
        </nav>
      </header>
      <ConnectionBanner />
      <main>{view === 'incidents' ? <OpenIncidents /> : <Runbooks />}</main>
    </>
  );
}
