import { expect, it } from 'vitest';
import { emptyDatabase, urlOf } from '../database.ts';
import { expectReadableFile } from '../kill-files.ts';
import { killRounds } from '../kill-rounds.ts';

const ROUNDS = 3;

it('has every acknowledged write after SIGKILL while 20 clients were writing', async () => {
  const database = await emptyDatabase();
  const expectReadable = () => {
    if (database.engine !== 'postgres') expectReadableFile(database.engine, database.path);
  };
  const { acknowledged, lost, problems } = await killRounds(
    { url: urlOf(database), expectReadable },
    ROUNDS,
  );
  expect(problems).toEqual([]);
  expect(lost).toBe(0);
  expect(acknowledged).toBeGreaterThan(ROUNDS);
}, 240_000);
