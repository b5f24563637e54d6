/**
 * All that the page may load or call is this server, so that it works offline and tells nobody.
 * The reference sets style attributes, which no nonce can allow; its scripts need no exception.
 */
export const docsPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'unsafe-inline'"],
    connectSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
};

/** Everything that would ask another host, or sell something, is off. */
const configuration = {
  url: '/openapi.json',
  slug: 'tocsin',
  telemetry: false,
  withDefaultFonts: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
  documentDownloadType: 'json',
  modelsSectionLabel: 'Schemas',
  orderSchemaPropertiesBy: 'preserve',
  defaultOpenAllTags: true,
};

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="#e5484d" d="M12 2a2 2 0 0 1 2 2v.3A7 7 0 0 1 19 11v5l2 2v1H3v-1l2-2v-5a7 7 0 0 1 5-6.7V4a2 2 0 0 1 2-2zm-2 18h4a2 2 0 0 1-4 0z"/></svg>';

/**
 * Mends of the reference as it is drawn: many response codes run under the copy button, a link to
 * an operation draws a frame around it, and on a phone the client's menu button covers the URL.
 */
const mends = `
      .scalar-card-header-tabs { column-gap: 20px; }
      .section[tabindex="-1"]:focus-visible { outline: none; }
      @media (width < 768px) { .scalar-client .scalar-sidebar-toggle { display: none; } }`;

export const docsPage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Tocsin API reference</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}">
    <style>${mends}
    </style>
  </head>
  <body>
    <noscript>This page needs JavaScript. The same is in <a href="/openapi.json">/openapi.json</a>.</noscript>
    <script id="api-reference" type="application/json" data-configuration='${JSON.stringify(configuration)}'></script>
    <script src="/docs/reference.js"></script>
  </body>
</html>
`;
