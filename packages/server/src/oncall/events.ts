import type { Change } from '../change.ts';
import { appendEvent } from '../events/log.ts';
import type { Writer } from '../storage/storage.ts';

/** Appends an event of a person or a schedule. */
export async function tell(
  writer: Writer,
  event: { type: string; entity: 'person' | 'schedule'; entityId: string },
  { actor, at }: Change,
  data: Record<string, unknown>,
): Promise<void> {
  await appendEvent(writer, { ...event, actor, at, data });
}
