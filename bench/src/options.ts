import { parseArgs } from 'node:util';
import { type OperationName, operationNames } from './operations.ts';

export interface Options {
  connections: number;
  /** How long one contender is measured in one round. */
  seconds: number;
  rounds: number;
  operations: readonly OperationName[];
}

export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      connections: { type: 'string', default: '10' },
      seconds: { type: 'string', default: '4' },
      rounds: { type: 'string', default: '5' },
      only: { type: 'string', multiple: true },
    },
  });
  return {
    connections: wholeNumber('connections', values.connections),
    seconds: wholeNumber('seconds', values.seconds),
    rounds: wholeNumber('rounds', values.rounds),
    operations: values.only ? values.only.map(operationName) : operationNames,
  };
}

function wholeNumber(name: string, text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new Error(`--${name} must be a whole number from 1`);
  return Number(text);
}

function operationName(text: string): OperationName {
  const known = operationNames.find((name) => name === text);
  if (!known) throw new Error(`--only must be one of ${operationNames.join(', ')}`);
  return known;
}
