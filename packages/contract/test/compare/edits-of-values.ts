import * as z from 'zod';
import type { Edit } from './edits.ts';
import { the } from './tickets.ts';

const everyTicket = (verdict: string, kind: string, path: string): string[] => [
  `${verdict} rest+trpc tickets.list ${kind} output.items[]${path}`,
  `${verdict} rest+trpc tickets.get ${kind} output${path}`,
  `${verdict} rest+trpc tickets.create ${kind} output${path}`,
  `${verdict} rest+trpc tickets.update ${kind} output${path}`,
  `${verdict} trpc tickets.watch ${kind} output(opened…).ticket${path}`,
];

/** Edits of what procedures take. */
export const inputs: Edit[] = [
  {
    name: 'an optional input is added',
    edit: (all) => (the(all, 'list').input['owner'] = z.string().optional()),
    expected: ['fine rest+trpc tickets.list input-field-added input.owner'],
  },
  {
    name: 'a required input is added',
    edit: (all) => (the(all, 'create').input['place'] = z.string()),
    expected: ['breaks rest+trpc tickets.create input-field-added input.place'],
  },
  {
    name: 'an input is added that has a default',
    edit: (all) => (the(all, 'create').input['place'] = z.string().default('here')),
    expected: ['fine rest+trpc tickets.create input-field-added input.place'],
  },
  {
    name: 'an optional input is removed',
    edit: (all) => delete the(all, 'create').input['note'],
    expected: ['breaks rest+trpc tickets.create input-field-removed input.note'],
  },
  {
    name: 'an optional input becomes required',
    edit: (all) => (the(all, 'create').input['note'] = z.string()),
    expected: ['breaks rest+trpc tickets.create input-narrowed input.note'],
  },
  {
    name: 'a required input becomes optional',
    edit: (all) => (the(all, 'create').input['title'] = z.string().max(200).optional()),
    expected: ['fine rest+trpc tickets.create input-widened input.title'],
  },
  {
    name: 'a value of an enum is not accepted any more',
    edit: (all) => (all.level = z.enum(['low', 'high']).meta({ id: 'LevelInput' })),
    expected: ['breaks rest+trpc tickets.create input-narrowed input.level'],
  },
  {
    name: 'a further value of an enum is accepted',
    edit: (all) =>
      (all.level = z.enum(['low', 'high', 'urgent', 'mid']).meta({ id: 'LevelInput' })),
    expected: ['fine rest+trpc tickets.create input-widened input.level'],
  },
  {
    name: 'an enum becomes any text',
    edit: (all) => (all.level = z.string()),
    expected: ['fine rest+trpc tickets.create input-widened input.level'],
  },
  {
    name: 'any text becomes an enum',
    edit: (all) => (the(all, 'create').input['note'] = z.enum(['a', 'b']).optional()),
    expected: ['breaks rest+trpc tickets.create input-narrowed input.note'],
  },
  {
    name: 'a text may be shorter only',
    edit: (all) => (the(all, 'create').input['title'] = z.string().max(100)),
    expected: ['breaks rest+trpc tickets.create input-narrowed input.title'],
  },
  {
    name: 'a text may be longer',
    edit: (all) => (the(all, 'create').input['title'] = z.string().max(300)),
    expected: ['fine rest+trpc tickets.create input-widened input.title'],
  },
  {
    name: 'a text must not be empty',
    edit: (all) => (the(all, 'create').input['title'] = z.string().min(1).max(200)),
    expected: ['breaks rest+trpc tickets.create input-narrowed input.title'],
  },
  {
    name: 'a text must fit a pattern',
    edit: (all) => (the(all, 'list').input['q'] = z.string().max(100).regex(/^\w+$/).optional()),
    expected: ['breaks rest+trpc tickets.list input-narrowed input.q'],
  },
  {
    name: 'a number may be smaller only',
    edit: (all) => (the(all, 'list').input['limit'] = z.int().min(1).max(200).default(100)),
    expected: ['breaks rest+trpc tickets.list input-narrowed input.limit'],
  },
  {
    name: 'a number may be larger',
    edit: (all) => (the(all, 'list').input['limit'] = z.int().min(1).max(900).default(100)),
    expected: ['fine rest+trpc tickets.list input-widened input.limit'],
  },
  {
    name: 'a number becomes text',
    edit: (all) => (the(all, 'list').input['limit'] = z.string().default('100')),
    expected: [
      'breaks rest+trpc tickets.list input-default-changed input.limit',
      'breaks rest+trpc tickets.list input-changed input.limit',
    ],
  },
  {
    name: 'a default changes',
    edit: (all) => (the(all, 'list').input['limit'] = z.int().min(1).max(500).default(50)),
    expected: ['breaks rest+trpc tickets.list input-default-changed input.limit'],
  },
  {
    name: 'null is not accepted any more',
    edit: (all) => (the(all, 'create').input['owner'] = z.string().default('nobody')),
    expected: [
      'breaks rest+trpc tickets.create input-default-changed input.owner',
      'breaks rest+trpc tickets.create input-narrowed input.owner',
    ],
  },
  {
    name: 'null is accepted now',
    edit: (all) => (the(all, 'create').input['note'] = z.string().nullable().optional()),
    expected: ['fine rest+trpc tickets.create input-widened input.note'],
  },
  {
    name: 'one value or several, instead of one',
    edit: (all) => {
      const level = z.enum(['low', 'high']);
      the(all, 'list').input['level'] = z.union([level, z.array(level)]).optional();
    },
    expected: ['fine rest+trpc tickets.list input-widened input.level'],
  },
  {
    name: 'an alternative of a union is not accepted any more',
    edit: (all) => (the(all, 'create').input['due'] = z.iso.datetime().optional()),
    expected: ['breaks rest+trpc tickets.create input-narrowed input.due'],
  },
  {
    name: 'a field of the items of a list must be shorter',
    edit: (all) => {
      const label = z.strictObject({ name: z.string().max(10) });
      the(all, 'create').input['labels'] = z.array(label).max(20).default([]);
    },
    expected: ['breaks rest+trpc tickets.create input-narrowed input.labels[].name'],
  },
  {
    name: 'a list may have fewer items',
    edit: (all) => {
      const label = z.strictObject({ name: z.string().max(50) });
      the(all, 'create').input['labels'] = z.array(label).max(5).default([]);
    },
    expected: ['breaks rest+trpc tickets.create input-narrowed input.labels'],
  },
];

/** Edits of what procedures give. */
export const outputs: Edit[] = [
  {
    name: 'an output is added',
    edit: ({ ticket }) => (ticket['rank'] = z.int()),
    expected: everyTicket('fine', 'output-field-added', '.rank'),
  },
  {
    name: 'an output is removed',
    edit: ({ ticket }) => delete ticket['score'],
    expected: everyTicket('breaks', 'output-field-removed', '.score'),
  },
  {
    name: 'an optional output is removed',
    edit: ({ ticket }) => delete ticket['due'],
    expected: everyTicket('breaks', 'output-field-removed', '.due'),
  },
  {
    name: 'an output may be left out',
    edit: ({ ticket }) => (ticket['title'] = z.string().max(200).optional()),
    expected: everyTicket('breaks', 'output-widened', '.title'),
  },
  {
    name: 'an optional output is always there',
    edit: ({ ticket }) => (ticket['due'] = z.iso.date()),
    expected: everyTicket('fine', 'output-narrowed', '.due'),
  },
  {
    name: 'an output may be null',
    edit: ({ ticket }) => (ticket['title'] = z.string().max(200).nullable()),
    expected: everyTicket('breaks', 'output-widened', '.title'),
  },
  {
    name: 'an output is never null any more',
    edit: ({ ticket }) => (ticket['owner'] = z.string()),
    expected: everyTicket('fine', 'output-narrowed', '.owner'),
  },
  {
    name: 'an output has a further value of its enum',
    edit: ({ ticket }) => (ticket['level'] = z.enum(['low', 'high', 'mid']).meta({ id: 'Level' })),
    expected: everyTicket('breaks', 'output-widened', '.level'),
  },
  {
    name: 'an output has fewer values of its enum',
    edit: ({ ticket }) => (ticket['level'] = z.enum(['low']).meta({ id: 'Level' })),
    expected: everyTicket('fine', 'output-narrowed', '.level'),
  },
  {
    name: 'an output becomes another type',
    edit: ({ ticket }) => (ticket['score'] = z.string()),
    expected: everyTicket('breaks', 'output-changed', '.score'),
  },
  {
    name: 'an output may be longer',
    edit: ({ ticket }) => (ticket['title'] = z.string().max(500)),
    expected: everyTicket('breaks', 'output-widened', '.title'),
  },
  {
    name: 'an output may be any number instead of a whole one',
    edit: ({ ticket }) => (ticket['counts'] = z.record(z.string(), z.number().nonnegative())),
    expected: everyTicket('breaks', 'output-widened', '.counts.*'),
  },
  {
    name: 'a field of the items of a list is removed',
    edit: ({ ticket }) => (ticket['labels'] = z.array(z.object({ name: z.string() }))),
    expected: everyTicket('breaks', 'output-field-removed', '.labels[].colour'),
  },
  {
    name: 'a further alternative of a union is sent',
    edit: (all) => {
      const started = z.object({ type: z.literal('started'), seq: z.int() });
      const changed = started.extend({ type: z.enum(['opened', 'changed']) });
      const ended = started.extend({ type: z.literal('ended') });
      the(all, 'watch').output = (ticket) =>
        z.discriminatedUnion('type', [started, changed.extend({ ticket }), ended]);
    },
    expected: ['breaks trpc tickets.watch output-widened output'],
  },
  {
    name: 'an alternative of a union is split in two',
    edit: (all) => {
      const started = z.object({ type: z.literal('started'), seq: z.int() });
      const opened = started.extend({ type: z.literal('opened') });
      const changed = started.extend({ type: z.literal('changed') });
      the(all, 'watch').output = (ticket) =>
        z.discriminatedUnion('type', [
          started,
          opened.extend({ ticket }),
          changed.extend({ ticket, by: z.string() }),
        ]);
    },
    expected: ['fine trpc tickets.watch output-narrowed output(opened…).type'],
  },
];
