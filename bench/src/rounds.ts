import type { ContenderName } from './contenders.ts';
import { mediansOf } from './medians.ts';
import { type Load, measure, type Sample } from './load.ts';
import type { Running } from './running.ts';

/** A contender's medians over all rounds, beside the first contender's. */
export interface Result extends Sample {
  contender: ContenderName;
  title: string;
  /** Of the first contender's requests per second. */
  ratio: number;
  rounds: Sample[];
}

export type Field = ReadonlyMap<ContenderName, Running>;

const WARM_UP_SECONDS = 2;

/**
 * Measures all contenders in turn, round after round: whatever else the machine does falls on all
 * of them. Each round begins with another one, so that none always follows the same.
 */
export async function measureInRounds(field: Field, load: Load, rounds: number): Promise<Result[]> {
  const names = [...field.keys()];
  const samples = new Map(names.map((name) => [name, [] as Sample[]]));
  for (const contender of field.values()) {
    await measure(contender, { ...load, seconds: WARM_UP_SECONDS });
  }
  for (let round = 0; round < rounds; round += 1) {
    const first = round % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      const contender = field.get(name);
      if (contender) samples.get(name)?.push(await measure(contender, load));
    }
  }
  const measured = [...field].map(([contender, { title }]) => {
    const all = samples.get(contender) ?? [];
    return { contender, title, ...mediansOf<keyof Sample>(all), rounds: all };
  });
  const whole = measured[0]?.requestsPerSecond ?? 0;
  return measured.map((result) => ({ ...result, ratio: result.requestsPerSecond / whole }));
}
