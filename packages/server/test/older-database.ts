/** The first migration that an older database has not had: the one that made the timeline. */
export const LIFECYCLE = 6;

const at = (second: number): string => `2026-03-01T08:00:${String(second).padStart(2, '0')}.000Z`;

/** What a server of that time had stored, in the words of any engine. */
export const olderRows: readonly string[] = [
  incident(1, { closed: true, acknowledgedAt: at(30), resolvedAt: at(30) }),
  incident(2, { closed: false, acknowledgedAt: at(12), resolvedAt: null }),
  event(1, 'incident.created', ['incident', 'i1'], {}),
  event(2, 'alert.received', ['alert', 'a1'], { incident_id: 'i1', severity: 'high' }),
  event(3, 'incident.created', ['incident', 'i2'], {}),
  event(4, 'alert.received', ['alert', 'a2'], { incident_id: 'i2', severity: 'low' }),
  event(5, 'job.cancelled', ['job', 'j1'], { incidentId: 'i1' }),
  event(6, 'schedule.created', ['schedule', 's1'], { incident_id: 5 }),
  event(7, 'person.created', ['person', 'p1'], {}),
  event(8, 'incident.resolved', ['incident', 'i1'], { changes: {} }),
];

/** What is to be known of them afterwards: the types of each incident's events, and its times. */
export const known = {
  i1: {
    timeline: ['incident.created', 'alert.received', 'job.cancelled', 'incident.resolved'],
    // Its resolution was taken for an acknowledgement.
    times: { acknowledgedAt: null, mttaSeconds: null, resolvedAt: at(30), mttrSeconds: 29 },
  },
  i2: {
    timeline: ['incident.created', 'alert.received'],
    times: { acknowledgedAt: at(12), mttaSeconds: 10, resolvedAt: null, mttrSeconds: null },
  },
};

function incident(
  number: number,
  fields: { closed: boolean; acknowledgedAt: string | null; resolvedAt: string | null },
): string {
  const { closed, acknowledgedAt, resolvedAt } = fields;
  const position = Date.parse(at(number)) * 1024;
  const status = closed ? ['Closed', 'resolved'] : ['Open', 'acknowledged'];
  const texts = [`i${number}`, 'Slow', 'P2', 'api', ...status, null, at(number), at(number)];
  const [id, ...rest] = [...texts, acknowledgedAt, resolvedAt].map(literal);
  return `INSERT INTO incidents (position, id, number, title, severity, service, status, phase,
    assigned_to, created_at, updated_at, acknowledged_at, resolved_at, version)
    VALUES (${position}, ${id}, ${number}, ${rest.join(', ')}, 1)`;
}

function event(second: number, type: string, [entity, id]: [string, string], data: object): string {
  const values = [type, entity, id, 'anonymous', at(second), JSON.stringify(data)].map(literal);
  return `INSERT INTO events (type, entity, entity_id, actor, at, data) VALUES (${values.join(', ')})`;
}

function literal(text: string | null): string {
  return text === null ? 'NULL' : `'${text}'`;
}
