import * as z from 'zod';
import { Id, ifVersion, readOnly } from './fields.ts';
import { service } from './incident.ts';
import { pageInput, pageOf } from './page.ts';
import {
  EscalationPolicy,
  examplePolicy as example,
  isDefault,
  policyName,
  policyServices,
  policySteps,
  repeat,
} from './policy.ts';
import { mutation, query } from './procedure.ts';

const id = Id.describe("The policy's id.");
const serverSet = readOnly('createdAt', 'updatedAt', 'version');
const fields = {
  name: policyName,
  services: policyServices.default([]),
  isDefault: isDefault.default(false),
  steps: policySteps,
  repeat: repeat.default(0),
};
const conflict =
  'CONFLICT: another policy is called so, is for one of the services, or is the default.';

const { createdAt: _, updatedAt: __, version: ___, id: ____, ...given } = example;
const later = { ...example, version: 2, updatedAt: '2026-03-02T09:30:00.000Z' };
const byId = { id: example.id };

export const policies = {
  list: query({
    summary: 'List escalation policies',
    description: 'By their names.',
    rest: { method: 'GET', path: '/escalation-policies', page: true },
    input: z.strictObject({
      service: service.optional().describe('Only the one that is for this service.'),
      ...pageInput,
    }),
    output: pageOf(EscalationPolicy),
    example: {
      input: {},
      output: { items: [example], nextCursor: null, total: 1, totalRelation: 'eq' },
    },
  }),
  create: mutation({
    summary: 'Make an escalation policy',
    description:
      'Targets that are not there yet are taken: a step passes over whom it cannot find. ' +
      conflict,
    rest: {
      method: 'POST',
      path: '/escalation-policies',
      status: 201,
      location: '/escalation-policies/{id}',
      versioned: true,
    },
    input: z.strictObject({ ...fields, ...readOnly('id'), ...serverSet }),
    output: EscalationPolicy,
    errors: ['CONFLICT'],
    example: { input: given, output: example },
  }),
  get: query({
    summary: 'Get one escalation policy',
    rest: { method: 'GET', path: '/escalation-policies/{id}', versioned: true },
    input: z.strictObject({ id }),
    output: EscalationPolicy,
    errors: ['NOT_FOUND'],
    example: { input: byId, output: example },
  }),
  replace: mutation({
    summary: 'Replace an escalation policy',
    description: `What is under way goes on by the policy as it was when it began. ${conflict}`,
    rest: { method: 'PUT', path: '/escalation-policies/{id}', versioned: true },
    input: z.strictObject({ id, ...fields, ifVersion, ...serverSet }),
    output: EscalationPolicy,
    errors: ['NOT_FOUND', 'CONFLICT', 'PRECONDITION_FAILED'],
    example: { input: { ...byId, ...given }, output: later },
  }),
  update: mutation({
    summary: 'Change some fields of an escalation policy',
    description:
      'What is left out stays; `services` and `steps` are replaced whole. What is under way goes ' +
      `on by the policy as it was when it began. ${conflict}`,
    rest: { method: 'PATCH', path: '/escalation-policies/{id}', versioned: true },
    input: z.strictObject({
      id,
      name: policyName.optional(),
      services: policyServices.optional(),
      isDefault: isDefault.optional(),
      steps: policySteps.optional(),
      repeat: repeat.optional(),
      ifVersion,
      ...serverSet,
    }),
    output: EscalationPolicy,
    errors: ['NOT_FOUND', 'CONFLICT', 'PRECONDITION_FAILED'],
    example: { input: { ...byId, repeat: 1 }, output: { ...later, repeat: 1 } },
  }),
  delete: mutation({
    summary: 'Delete an escalation policy',
    description: 'What is under way goes on by the policy as it was.',
    rest: { method: 'DELETE', path: '/escalation-policies/{id}', status: 204 },
    input: z.strictObject({ id, ifVersion }),
    output: z.object({}),
    errors: ['NOT_FOUND', 'PRECONDITION_FAILED'],
    example: { input: byId, output: {} },
  }),
};
