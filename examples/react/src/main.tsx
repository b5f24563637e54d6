import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createClient } from '@tocsin/client';
import { TocsinProvider } from '@tocsin/client/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';

const tocsin = createClient({ url: 'http://127.0.0.1:8000' });
const queryClient = new QueryClient();
const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root.');

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <TocsinProvider client={tocsin}>
        <App />
      </TocsinProvider>
    </QueryClientProvider>
  </StrictMode>,
);
