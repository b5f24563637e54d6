import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet, { contentSecurityPolicy } from 'helmet';

type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** The headers that a middleware sets, asked once: they are the same for every answer. */
function headersOf(middleware: Middleware): Record<string, string> {
  const headers: Record<string, string> = {};
  const response = {
    setHeader: (name: string, value: string) => (headers[name.toLowerCase()] = value),
    removeHeader: () => {},
  };
  // Safe: helmet sets and removes headers, and looks at nothing.
  middleware({} as IncomingMessage, response as unknown as ServerResponse, () => {});
  return headers;
}

/** For every answer. Answers are data: a browser that shows one as a page may load nothing for it. */
export const securityHeaders = headersOf(
  helmet({
    // A proxy with TLS in front sends its own; plain HTTP in a local network must go on working.
    strictTransportSecurity: false,
    // These speak to browsers that show pages with scripts of their own, or to plug-ins of the past.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
  }),
);

/** The header of a page that may load more. */
export const policyHeader = (policy: Parameters<typeof contentSecurityPolicy>[0]) =>
  headersOf(contentSecurityPolicy(policy));
