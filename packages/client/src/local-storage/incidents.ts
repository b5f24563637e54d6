import { isTocsinError } from '../errors.ts';
import type { Incidents } from '../generated/incidents.ts';
import type { Incident } from '../generated/types.ts';
import type { OldIncident, OldNote } from './mapping.ts';
import { arrived, newMark, type Progress, type Step } from './progress.ts';
import { refusal, type Skip } from './report.ts';

/** The longest text that the contract allows in a note. */
const LONGEST_NOTE = 10_000;

/**
 * Brings one incident over; answers whether it was this run that did. It may be cut off anywhere:
 * until it is complete the incident is assigned to a mark that was written down before, so the next
 * run finds what this one left, and goes on with it.
 */
export async function importIncident(
  incidents: Incidents,
  old: OldIncident,
  progress: Progress,
  skip: Skip,
): Promise<boolean> {
  const before = progress.of(old.id);
  if (before && before.mark === undefined) return false;
  const mark = before?.mark ?? newMark();
  const left = before && (await begun(incidents, before));
  if (!left) progress.save(old.id, { mark, sentAt: Date.now() });
  const { id, notes } = left ?? (await create(incidents, old, mark));
  progress.save(old.id, { mark, id });
  await addNotes(incidents, { id, notes }, old, skip);
  await assign(incidents, id, mark, old, skip);
  progress.save(old.id, { id });
  return true;
}

/** What a run that was cut off has left. */
async function begun(incidents: Incidents, step: Step): Promise<Incident | undefined> {
  if (step.id !== undefined) return incidents.get({ id: step.id });
  await arrived(step);
  const { items } = await incidents.list({ assignedTo: step.mark, limit: 1 });
  return items[0];
}

function create(incidents: Incidents, old: OldIncident, mark: string): Promise<Incident> {
  const { title, severity, service, status } = old;
  return incidents.create({ title, severity, service, status, assignedTo: mark });
}

/** Adds the notes that are not there yet. */
async function addNotes(
  incidents: Incidents,
  { id, notes: present }: Pick<Incident, 'id' | 'notes'>,
  old: OldIncident,
  skip: Skip,
): Promise<void> {
  const there = present.map(textOf);
  const wanted = [origin(old), ...(old.notes ?? []).map(dated)];
  for (const [index, note] of wanted.entries()) {
    const at = there.indexOf(textOf(note));
    // Two notes may say the same: each that is there stands for one.
    if (at >= 0) there.splice(at, 1);
    else {
      await incidents.addNote({ id, ...note }).catch((error: unknown) => {
        skip(`Its note ${index}: ${refusal(error)}`, old.id);
      });
    }
  }
}

const textOf = ({ author, text }: { author: string; text: string }): string =>
  JSON.stringify([author.trim(), text]);

/** The server gives everything its own id and time, so a note tells the old ones. */
function origin({ id, createdAt, updatedAt }: OldIncident) {
  const opened = createdAt === undefined ? '' : ` Opened ${createdAt}.`;
  const changed = updatedAt === undefined ? '' : ` Last changed ${updatedAt}.`;
  const text = `Imported from a browser's storage, where it was \`${id}\`.${opened}${changed}`;
  return { author: 'import', text };
}

function dated({ author, text, timestamp }: OldNote) {
  const withDate = timestamp === undefined ? text : `${text}\n\n— ${timestamp}`;
  return { author: author || 'anonymous', text: withDate.length > LONGEST_NOTE ? text : withDate };
}

/** Gives it to whom it belonged, unless somebody has given it to another meanwhile. */
async function assign(
  incidents: Incidents,
  id: string,
  mark: string,
  { id: oldId, assignedTo = null }: OldIncident,
  skip: Skip,
): Promise<void> {
  let assignee = assignedTo;
  for (;;) {
    const { assignedTo: now, version } = await incidents.get({ id });
    if (now !== mark) return;
    try {
      await incidents.update({ id, assignedTo: assignee, ifVersion: version });
    } catch (error) {
      if (isTocsinError(error, 'PRECONDITION_FAILED')) continue;
      skip(refusal(error), oldId);
      assignee = null;
    }
  }
}
