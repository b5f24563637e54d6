import { expect, it } from 'vitest';
import { emptyStorage } from '../../test/database.ts';
import { findIncident, findIncidents, insertIncident, insertNote } from './queries.ts';
import { openIncident } from './rules.ts';

it('reads an incident alike column by column and by name', async () => {
  const storage = await emptyStorage();
  const at = '2026-03-01T08:00:00.000Z';
  const fields = openIncident(
    { title: 'A', severity: 'P3', service: 'b', assignedTo: 'c', status: 'Closed' },
    { id: 'i', number: 7 },
    at,
  );
  await storage.write(async (writer) => {
    await insertIncident(writer, fields);
    await insertNote(writer, 'i', { id: 'n', timestamp: at, author: 'd', text: 'e' });
  });
  const byColumn = await findIncident(storage, 'i');
  expect([byColumn]).toEqual(await findIncidents(storage, ['i']));
  expect(byColumn).toMatchObject({ ...fields, notes: [{ id: 'n', author: 'd', text: 'e' }] });
  await storage.close();
});
