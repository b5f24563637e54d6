import { randomUUID } from 'node:crypto';
import type { Timer } from '../clock.ts';
import { deleteOld } from '../retention.ts';
import type { AttemptParts } from './attempt.ts';
import type { JobHandler } from './job.ts';
import { nextDue } from './queries.ts';
import type { JobReport } from './report.ts';
import { jobRetentions } from './retention.ts';
import { Running } from './running.ts';
import { takeTurn } from './turn.ts';

export interface JobOptions {
  /** At most so many jobs at once in this process. */
  concurrency: number;
  /** So long after a process has died, its jobs are taken over. It is renewed while they run. */
  leaseMs: number;
  /** Jobs that succeeded or were cancelled are deleted after so long. */
  keepMs: number;
  /** When the process stops, what runs has so long to finish. */
  graceMs: number;
}

export const jobDefaults: JobOptions = {
  concurrency: 25,
  leaseMs: 15_000,
  keepMs: 7 * 24 * 3_600_000,
  graceMs: 5_000,
};

export interface JobRunnerParts extends AttemptParts {
  handlers: readonly JobHandler[];
  report: JobReport;
  options: JobOptions;
}

/** Runs the jobs that are due, in this process; other processes on the same database run others. */
export interface JobRunner {
  start(): void;
  /** Takes no more, lets what runs finish for a while, and gives back what does not. */
  stop(): Promise<void>;
  /** Settles when nothing runs here and nothing is due. For tests, and for a clock's `waitFor`. */
  idle(): Promise<void>;
}

/** With nothing due it looks again after so long: commits wake it up, but for those that nobody tells of. */
const LOOK_EVERY_MS = 600_000;
/** After the database could not be used. */
const TRY_AGAIN_MS = 1_000;
/** What has been told to stop has so long to say that it has. */
const ABORT_WITHIN_MS = 500;

export function createJobRunner(parts: JobRunnerParts): JobRunner {
  const { storage, clock, report, options } = parts;
  const handlers = new Map(parts.handlers.map((handler) => [handler.definition.name, handler]));
  if (handlers.size < parts.handlers.length) throw new Error('Two jobs have the same name.');
  const { concurrency, leaseMs } = options;
  const running = new Running({ ...parts, handlers, concurrency, leaseMs, onEnd: wake });
  const own = randomUUID();
  let turns = 0;
  const stops: (() => unknown)[] = [];
  let state: 'new' | 'taking' | 'stopping' | 'stopped' = 'new';
  let timer: Timer | undefined;
  let pumping: Promise<void> | undefined;
  let isWanted = false;
  let ends = Promise.withResolvers<void>();

  /** Looks at the queue now, and again as long as there is something to do at once. */
  function wake(): void {
    ends.resolve();
    ends = Promise.withResolvers();
    if (state === 'new' || state === 'stopped') return;
    isWanted = true;
    pumping ??= pump();
  }

  async function pump(): Promise<void> {
    while (isWanted) {
      isWanted = false;
      timer?.cancel();
      try {
        await step();
      } catch (error) {
        report.trouble(error, storage.isUnavailable(error));
        timer?.cancel();
        timer = clock.setTimer(clock.now() + TRY_AGAIN_MS, wake);
        isWanted = false;
      }
    }
    pumping = undefined;
  }

  async function step(): Promise<void> {
    const rooms = roomsNow();
    const due = rooms.size > 0 ? await nextDue(storage, [...rooms.keys()]) : undefined;
    const dueAt = due === undefined ? Infinity : Date.parse(due);
    const now = clock.now();
    if (running.ended.length > 0 || Math.min(running.renewAt, dueAt) <= now) {
      await turn(now);
      isWanted = true;
    } else {
      timer = clock.setTimer(Math.min(running.renewAt, dueAt, now + LOOK_EVERY_MS), wake);
    }
  }

  const roomsNow = (): ReadonlyMap<string, number> =>
    state === 'taking' ? running.rooms : new Map<string, number>();

  /** Nothing here changes before the change is committed: it may be tried again, or fail. */
  async function turn(now: number): Promise<void> {
    const settled = running.ended;
    const renewed = running.renewAt <= now ? running.attempts : [];
    const lease = `${own}/${(turns += 1)}`;
    const rooms = roomsNow();
    const { room } = running;
    const until = now + leaseMs;
    const done = await storage.write((writer) =>
      takeTurn(writer, { settled, renewed, handlers, rooms, room, lease, now, until }),
    );
    running.written(settled);
    for (const one of settled) {
      if (done.counted.has(one.id)) report.ended(one, one.outcome, one.cause);
      else report.lost(one);
    }
    running.renewed(renewed, done.stillHeld, now);
    for (const job of done.exhausted) report.exhausted(job);
    for (const job of done.taken) running.begin(job, lease);
  }

  /** By real time: a clock that stands still must not keep a process from its end. */
  async function allEnded(withinMs: number): Promise<void> {
    let isLate = false;
    const late = Promise.withResolvers<void>();
    const timeout = setTimeout(() => {
      isLate = true;
      late.resolve();
    }, withinMs);
    while (running.attempts.length > 0 && !isLate) await Promise.race([ends.promise, late.promise]);
    clearTimeout(timeout);
  }

  async function stop(): Promise<void> {
    if (state !== 'taking') {
      if (state === 'new') state = 'stopped';
      return;
    }
    state = 'stopping';
    for (const one of stops) one();
    await pumping;
    await allEnded(options.graceMs);
    running.abort();
    await allEnded(ABORT_WITHIN_MS);
    running.release();
    wake();
    await pumping;
    state = 'stopped';
    timer?.cancel();
  }

  return {
    start() {
      if (state !== 'new') return;
      state = 'taking';
      const onTrouble = (error: unknown) => report.trouble(error, storage.isUnavailable(error));
      stops.push(storage.onCommit(wake));
      stops.push(deleteOld({ storage, clock, onTrouble }, jobRetentions(options.keepMs)));
      wake();
    },
    stop,
    async idle() {
      while (state === 'taking') {
        wake();
        await pumping;
        if (running.attempts.length === 0) return;
        await ends.promise;
      }
    },
  };
}
