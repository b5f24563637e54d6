/** The incident that an event is about: the one it happened to, or the one that its data names. */
export function incidentOf({
  entity,
  entityId,
  data,
}: {
  entity: string;
  entityId: string;
  data: Record<string, unknown>;
}): string | null {
  if (entity === 'incident') return entityId;
  const named = [data['incident_id'], data['incidentId']];
  return named.find((id) => typeof id === 'string') ?? null;
}
