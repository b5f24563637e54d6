import type { contract, EscalationAnswer, EscalationTarget } from '@tocsin/contract';
import type * as z from 'zod';
import { changeOf } from '../change.ts';
import { fieldsOf, findIncident } from '../incidents/queries.ts';
import type { Reader } from '../storage/storage.ts';
import type { FeatureHandlers } from '../transport/implement.ts';
import { known } from '../versions.ts';
import { listEscalations } from './list.ts';
import { escalateNow } from './now.ts';
import type { Proceeded } from './proceed.ts';
import { findLast } from './queries.ts';
import { escalationOf } from './rules.ts';

export const escalationHandlers: FeatureHandlers<typeof contract.escalations> = {
  list: ({ input, context }) => listEscalations(context.storage, input),

  ofIncident: async ({ input: { id }, context: { storage }, errors }) => {
    const row = await findLast(storage, id);
    if (row && (await findIncident(storage, id))) return escalationOf(row);
    throw errors.NOT_FOUND(row ? `There is no incident ${id}.` : await whyNone(storage, id));
  },

  escalate: async ({ input, context, errors }) => {
    const change = changeOf(context);
    const request = { by: change.actor, reason: input.reason ?? null };
    const proceeded = await context.storage.write(async (writer) => {
      const incident = await findIncident(writer, input.incident_id);
      const found = known(incident, 'incident', input.incident_id, errors);
      if (found.phase === 'resolved') {
        throw errors.CONFLICT(`Incident ${found.number} is resolved; reopen it first.`);
      }
      const asked = { writer, incident: fieldsOf(found), change, request, errors };
      return escalateNow(asked, targetsOf(input));
    });
    context.escalations.count(proceeded);
    return answerOf(proceeded, request.reason, change.at);
  },
};

async function whyNone(storage: Reader, id: string): Promise<string> {
  return (await findIncident(storage, id))
    ? `Incident ${id} has no escalation: neither a policy nor a schedule was for its service.`
    : `There is no incident ${id}.`;
}

type Asked = Pick<z.output<typeof contract.escalations.escalate.input>, 'to' | 'team'>;

const targetsOf = ({ to, team }: Asked): EscalationTarget[] => [
  ...(to === undefined ? [] : [{ type: 'person', person: to } as const]),
  ...(team === undefined ? [] : [{ type: 'schedule', team } as const]),
];

function answerOf({ row, runs }: Proceeded, reason: string | null, at: string): EscalationAnswer {
  return {
    escalation_id: row.id,
    incident_id: row.incidentId,
    state: row.state,
    step: runs.at(-1)?.step ?? null,
    paged: runs.flatMap(({ paged }) => paged),
    unreached: runs.flatMap(({ unreached }) => unreached),
    reason,
    escalated_at: at,
    next_step_at: row.nextAt,
  };
}
