/** What is measured. A list is a page of {@link PAGE}. */
export const operationNames = ['get', 'list', 'create'] as const;
export type OperationName = (typeof operationNames)[number];

export const PAGE = 50;

/** Every field is given, so that a route without validation needs no defaults. */
export const newIncident = {
  title: 'Checkout answers 500 for one request in five',
  severity: 'P2',
  service: 'checkout-api',
  assignedTo: 'Mara Lindqvist',
  status: 'open',
} as const;
