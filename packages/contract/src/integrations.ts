import * as z from 'zod';
import { exampleAlert } from './alert.ts';
import { Id, ifVersion, readOnly } from './fields.ts';
import {
  exampleIntegration as example,
  exampleKey,
  Integration,
  integrationFields as fields,
  NewIntegration,
  signingSecret,
  UnreadablePayload,
} from './integration.ts';
import { pageInput, pageOf } from './page.ts';
import { mutation, query } from './procedure.ts';
import { integrationWebhooks } from './integration-webhooks.ts';

const id = Id.describe("The integration's id.");
const byId = { id: example.id };
const serverSet = readOnly(
  'signed',
  'key_hint',
  'created_at',
  'updated_at',
  'last_used_at',
  'version',
);
const { name, service, default_severity, service_label, auto_resolve, mapping } = fields;

export const integrations = {
  list: query({
    summary: 'List integrations',
    description: 'The newest first.',
    rest: { method: 'GET', path: '/integrations', page: true },
    input: z.strictObject({ ...pageInput }),
    output: pageOf(Integration),
    example: {
      input: {},
      output: { items: [example], nextCursor: null, total: 1, totalRelation: 'eq' },
    },
  }),
  create: mutation({
    summary: 'Make an integration with a key for its alerts',
    description: 'The answer has the key, which cannot be read again.',
    rest: {
      method: 'POST',
      path: '/integrations',
      status: 201,
      location: '/integrations/{id}',
      versioned: true,
    },
    input: z.strictObject({
      name,
      service,
      default_severity: default_severity.default('medium'),
      service_label: service_label.default(null),
      auto_resolve: auto_resolve.default(true),
      mapping: mapping.default(null),
      signing_secret: signingSecret.default(null),
      ...readOnly('id'),
      ...serverSet,
    }),
    output: NewIntegration,
    example: {
      input: { name: example.name, service: example.service, service_label: 'service' },
      output: {
        ...example,
        key: exampleKey,
        paths: {
          alertmanager: `/api/v1/integrations/${exampleKey}/alertmanager`,
          grafana: `/api/v1/integrations/${exampleKey}/grafana`,
          events: `/api/v1/integrations/${exampleKey}/events`,
          pagerduty: '/v2/enqueue',
        },
      },
    },
  }),
  get: query({
    summary: 'Get one integration',
    rest: { method: 'GET', path: '/integrations/{id}', versioned: true },
    input: z.strictObject({ id }),
    output: Integration,
    errors: ['NOT_FOUND'],
    example: { input: byId, output: example },
  }),
  update: mutation({
    summary: 'Change some fields of an integration',
    description: 'What is left out stays; so does the key.',
    rest: { method: 'PATCH', path: '/integrations/{id}', versioned: true },
    input: z.strictObject({
      id,
      name: name.optional(),
      service: service.optional(),
      default_severity: default_severity.optional(),
      service_label: service_label.optional(),
      auto_resolve: auto_resolve.optional(),
      mapping: mapping.optional(),
      signing_secret: signingSecret.optional(),
      ifVersion,
      ...serverSet,
    }),
    output: Integration,
    errors: ['NOT_FOUND', 'PRECONDITION_FAILED'],
    example: {
      input: { ...byId, default_severity: 'low' },
      output: { ...example, default_severity: 'low', version: 2 },
    },
  }),
  delete: mutation({
    summary: 'Delete an integration: its key is refused from now on',
    description: 'Its alerts stay.',
    rest: { method: 'DELETE', path: '/integrations/{id}', status: 204 },
    input: z.strictObject({ id, ifVersion }),
    output: z.object({}),
    errors: ['NOT_FOUND', 'PRECONDITION_FAILED'],
    example: { input: byId, output: {} },
  }),
  unreadable: query({
    summary: 'List what an integration was sent that could not be read',
    description: 'The newest first; the last 100 are kept.',
    rest: { method: 'GET', path: '/integrations/{id}/unreadable', page: true },
    input: z.strictObject({ id, ...pageInput }),
    output: pageOf(UnreadablePayload),
    errors: ['NOT_FOUND'],
    example: {
      input: byId,
      output: {
        items: [
          {
            source: 'alertmanager',
            received_at: exampleAlert.received_at,
            reason: 'The body is not valid JSON.',
            payload: '{"alerts":',
          },
        ],
        nextCursor: null,
        total: 1,
        totalRelation: 'eq',
      },
    },
  }),
  ...integrationWebhooks,
};
