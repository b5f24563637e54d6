/** The time, in milliseconds since 1970 UTC. Tests bring their own. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** As the wire and the database have it. */
export const timestamp = (milliseconds: number): string => new Date(milliseconds).toISOString();
