import { describe, expect, it, onTestFinished } from 'vitest';
import { openStorage } from '../../src/storage/open.ts';
import { emptyDatabase, emptyStorage } from '../database.ts';
import { addIncident, list, pause } from './incident.ts';

describe('a database that has been closed', () => {
  it('has every change that was asked for before', async () => {
    const database = await emptyDatabase();
    const storage = await openStorage(database, { warn: () => {} });
    const asked = Array.from({ length: 10 }, () =>
      storage.write(async (writer) => {
        await pause();
        await addIncident(writer);
      }),
    );
    await storage.close();
    await Promise.all(asked);
    const again = await openStorage(database, { warn: () => {} });
    onTestFinished(() => again.close());
    expect((await list(again, {})).total).toBe(10);
  });

  it('says that it cannot be used, to every question', async () => {
    const storage = await emptyStorage();
    await storage.check();
    await storage.close();
    const questions = [
      () => storage.check(),
      () => list(storage, {}),
      () => storage.write((writer) => addIncident(writer)),
    ];
    for (const ask of questions) {
      const error: unknown = await ask().then(
        () => 'no error',
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(Error);
      expect([storage.isUnavailable(error), String(error)]).toEqual([true, String(error)]);
    }
  });
});

describe('isUnavailable', () => {
  it('is not said of a mistake, nor of what is no error', async () => {
    const storage = await emptyStorage();
    onTestFinished(() => storage.close());
    const mistakes = [new Error('a mistake'), new TypeError('undefined'), 'ENOSPC', undefined];
    for (const mistake of mistakes) expect(storage.isUnavailable(mistake)).toBe(false);
  });
});
