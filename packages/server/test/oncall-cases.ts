import { weekdays } from '@tocsin/contract';

const workdays = weekdays.slice(0, 5);

/** Who has which shift where clocks are set, years end and months are short. Worked out by hand. */
export interface RotationCase {
  what: string;
  zone: string;
  /** Of a layer with the members A and B since January 2010; none is the rule by ISO weeks. */
  layer: object;
  from: string;
  to: string;
  /** `start end who`. */
  is: string[];
}

export const rotationCases: RotationCase[] = [
  {
    what: 'a hand-off at 02:30 on the day without one is at 03:00',
    zone: 'Europe/Berlin',
    layer: { rotation: 'daily', handoffTime: '02:30' },
    from: '2026-03-28T12:00Z',
    to: '2026-03-30T12:00Z',
    is: [
      '2026-03-28T12:00Z 2026-03-29T01:00Z B',
      '2026-03-29T01:00Z 2026-03-30T00:30Z A',
      '2026-03-30T00:30Z 2026-03-30T12:00Z B',
    ],
  },
  {
    what: 'a hand-off at 02:30 on the day with two is at the first',
    zone: 'Europe/Berlin',
    layer: { rotation: 'daily', handoffTime: '02:30' },
    from: '2026-10-24T12:00Z',
    to: '2026-10-26T12:00Z',
    is: [
      '2026-10-24T12:00Z 2026-10-25T00:30Z B',
      '2026-10-25T00:30Z 2026-10-26T01:30Z A',
      '2026-10-26T01:30Z 2026-10-26T12:00Z B',
    ],
  },
  {
    what: 'a weekly hand-off keeps its hour on the wall over both changes of a year',
    zone: 'Europe/Berlin',
    layer: { rotation: 'weekly', handoffDay: 'wednesday', handoffTime: '10:00' },
    from: '2026-03-24T00:00Z',
    to: '2026-04-02T00:00Z',
    is: [
      '2026-03-24T00:00Z 2026-03-25T09:00Z A',
      '2026-03-25T09:00Z 2026-04-01T08:00Z B',
      '2026-04-01T08:00Z 2026-04-02T00:00Z A',
    ],
  },
  {
    what: 'a weekly hand-off on the very hour that is skipped',
    zone: 'Europe/Berlin',
    layer: { rotation: 'weekly', handoffDay: 'sunday', handoffTime: '02:00' },
    from: '2026-03-28T00:00Z',
    to: '2026-04-06T00:00Z',
    is: [
      '2026-03-28T00:00Z 2026-03-29T01:00Z A',
      '2026-03-29T01:00Z 2026-04-05T00:00Z B',
      '2026-04-05T00:00Z 2026-04-06T00:00Z A',
    ],
  },
  {
    what: 'twelve hours by the clock are eleven in the night of the change',
    zone: 'Europe/Berlin',
    layer: { rotation: 'hourly', turnLength: 12, handoffTime: '08:00' },
    from: '2026-03-28T07:00Z',
    to: '2026-03-29T18:00Z',
    is: [
      '2026-03-28T07:00Z 2026-03-28T19:00Z A',
      '2026-03-28T19:00Z 2026-03-29T06:00Z B',
      '2026-03-29T06:00Z 2026-03-29T18:00Z A',
    ],
  },
  {
    what: 'an hour that comes twice is one turn of two hours',
    zone: 'America/New_York',
    layer: { rotation: 'hourly', handoffTime: '00:00' },
    from: '2026-11-01T04:00Z',
    to: '2026-11-01T08:00Z',
    is: [
      '2026-11-01T04:00Z 2026-11-01T05:00Z B',
      '2026-11-01T05:00Z 2026-11-01T07:00Z A',
      '2026-11-01T07:00Z 2026-11-01T08:00Z B',
    ],
  },
  {
    what: 'an hour that is skipped is the turn of somebody who has none then',
    zone: 'America/New_York',
    layer: { rotation: 'hourly', handoffTime: '00:00', members: ['A', 'B', 'C'] },
    from: '2026-03-08T05:00Z',
    to: '2026-03-08T09:00Z',
    is: [
      '2026-03-08T05:00Z 2026-03-08T06:00Z C',
      '2026-03-08T06:00Z 2026-03-08T07:00Z A',
      '2026-03-08T07:00Z 2026-03-08T08:00Z C',
      '2026-03-08T08:00Z 2026-03-08T09:00Z A',
    ],
  },
  {
    what: 'nights from 22 to 6 are seven hours long, or nine, at the changes',
    zone: 'America/New_York',
    layer: {
      rotation: 'daily',
      members: ['A'],
      restrictions: [{ from: '22:00', to: '06:00' }],
      handoffTime: '12:00',
    },
    from: '2026-10-31T12:00Z',
    to: '2026-11-02T12:00Z',
    is: ['2026-11-01T02:00Z 2026-11-01T11:00Z A', '2026-11-02T03:00Z 2026-11-02T11:00Z A'],
  },
  {
    what: 'times that the clock skips are none on that day',
    zone: 'America/New_York',
    layer: { rotation: 'daily', members: ['A'], restrictions: [{ from: '02:00', to: '03:00' }] },
    from: '2026-03-07T00:00Z',
    to: '2026-03-10T00:00Z',
    is: ['2026-03-07T07:00Z 2026-03-07T08:00Z A', '2026-03-09T06:00Z 2026-03-09T07:00Z A'],
  },
  {
    what: 'times that come twice are both',
    zone: 'America/New_York',
    layer: { rotation: 'daily', members: ['A'], restrictions: [{ from: '01:00', to: '02:00' }] },
    from: '2026-10-31T12:00Z',
    to: '2026-11-02T12:00Z',
    is: ['2026-11-01T05:00Z 2026-11-01T07:00Z A', '2026-11-02T06:00Z 2026-11-02T07:00Z A'],
  },
  {
    what: 'a time that ends in the second of two hours, when what was in the first is over',
    zone: 'Europe/Berlin',
    layer: { rotation: 'daily', members: ['A'], restrictions: [{ from: '02:30', to: '02:45' }] },
    from: '2026-10-25T00:00Z',
    to: '2026-10-25T01:10Z',
    is: ['2026-10-25T00:30Z 2026-10-25T00:45Z A'],
  },
  {
    what: 'a change of half an hour forward: 02:15 is not there',
    zone: 'Australia/Lord_Howe',
    layer: { rotation: 'daily', handoffTime: '02:15' },
    from: '2026-10-03T00:00Z',
    to: '2026-10-05T00:00Z',
    is: [
      '2026-10-03T00:00Z 2026-10-03T15:30Z A',
      '2026-10-03T15:30Z 2026-10-04T15:15Z B',
      '2026-10-04T15:15Z 2026-10-05T00:00Z A',
    ],
  },
  {
    what: 'a change of half an hour back: 01:45 comes twice',
    zone: 'Australia/Lord_Howe',
    layer: { rotation: 'daily', handoffTime: '01:45' },
    from: '2026-04-04T00:00Z',
    to: '2026-04-06T00:00Z',
    is: [
      '2026-04-04T00:00Z 2026-04-04T14:45Z A',
      '2026-04-04T14:45Z 2026-04-05T15:15Z B',
      '2026-04-05T15:15Z 2026-04-06T00:00Z A',
    ],
  },
  {
    what: 'a midnight that is not there',
    zone: 'America/Sao_Paulo',
    layer: { rotation: 'daily', handoffTime: '00:00' },
    from: '2018-11-03T12:00Z',
    to: '2018-11-05T12:00Z',
    is: [
      '2018-11-03T12:00Z 2018-11-04T03:00Z B',
      '2018-11-04T03:00Z 2018-11-05T02:00Z A',
      '2018-11-05T02:00Z 2018-11-05T12:00Z B',
    ],
  },
  {
    what: 'a last hour of the day that comes twice',
    zone: 'America/Sao_Paulo',
    layer: { rotation: 'daily', handoffTime: '23:30' },
    from: '2018-02-17T12:00Z',
    to: '2018-02-19T12:00Z',
    is: [
      '2018-02-17T12:00Z 2018-02-18T01:30Z A',
      '2018-02-18T01:30Z 2018-02-19T02:30Z B',
      '2018-02-19T02:30Z 2018-02-19T12:00Z A',
    ],
  },
  {
    what: 'a zone half an hour off that never changes',
    zone: 'Asia/Kolkata',
    layer: { rotation: 'weekly', handoffDay: 'monday', handoffTime: '09:30' },
    from: '2026-03-22T00:00Z',
    to: '2026-04-07T00:00Z',
    is: [
      '2026-03-22T00:00Z 2026-03-23T04:00Z B',
      '2026-03-23T04:00Z 2026-03-30T04:00Z A',
      '2026-03-30T04:00Z 2026-04-06T04:00Z B',
      '2026-04-06T04:00Z 2026-04-07T00:00Z A',
    ],
  },
  {
    what: 'a whole day that is not there: 30 December 2011',
    zone: 'Pacific/Apia',
    layer: { rotation: 'daily', handoffTime: '09:00', members: ['A', 'B', 'C'] },
    from: '2011-12-28T19:00Z',
    to: '2012-01-01T00:00Z',
    is: [
      '2011-12-28T19:00Z 2011-12-29T19:00Z B',
      '2011-12-29T19:00Z 2011-12-30T10:00Z C',
      '2011-12-30T10:00Z 2011-12-30T19:00Z A',
      '2011-12-30T19:00Z 2011-12-31T19:00Z B',
      '2011-12-31T19:00Z 2012-01-01T00:00Z C',
    ],
  },
  {
    what: 'a turn that is all on the day that is not there is nobody’s',
    zone: 'Pacific/Apia',
    layer: { rotation: 'daily', handoffTime: '00:00', members: ['A', 'B', 'C'] },
    from: '2011-12-29T10:00Z',
    to: '2012-01-01T10:00Z',
    is: [
      '2011-12-29T10:00Z 2011-12-30T10:00Z B',
      '2011-12-30T10:00Z 2011-12-31T10:00Z A',
      '2011-12-31T10:00Z 2012-01-01T10:00Z B',
    ],
  },
  {
    what: 'a year ends in the middle of a turn',
    zone: 'Europe/Berlin',
    layer: { rotation: 'weekly', start: '2026-12-28T08:00:00.000Z' },
    from: '2026-12-27T00:00Z',
    to: '2027-01-12T00:00Z',
    is: [
      '2026-12-28T08:00Z 2027-01-04T08:00Z A',
      '2027-01-04T08:00Z 2027-01-11T08:00Z B',
      '2027-01-11T08:00Z 2027-01-12T00:00Z A',
    ],
  },
  {
    what: 'months end on their last day, in leap years too',
    zone: 'America/New_York',
    layer: {
      rotation: 'monthly',
      handoffDate: 31,
      handoffTime: '00:00',
      start: '2028-01-31T05:00:00.000Z',
    },
    from: '2028-01-01T00:00Z',
    to: '2028-05-01T00:00Z',
    is: [
      '2028-01-31T05:00Z 2028-02-29T05:00Z A',
      '2028-02-29T05:00Z 2028-03-31T04:00Z B',
      '2028-03-31T04:00Z 2028-04-30T04:00Z A',
      '2028-04-30T04:00Z 2028-05-01T00:00Z B',
    ],
  },
  {
    what: 'turns of three months from the middle of one',
    zone: 'UTC',
    layer: {
      rotation: 'monthly',
      turnLength: 3,
      handoffDate: 30,
      start: '2026-03-10T00:00:00.000Z',
    },
    from: '2026-01-01T00:00Z',
    to: '2026-12-01T00:00Z',
    is: [
      '2026-03-10T00:00Z 2026-05-30T09:00Z A',
      '2026-05-30T09:00Z 2026-08-30T09:00Z B',
      '2026-08-30T09:00Z 2026-11-30T09:00Z A',
      '2026-11-30T09:00Z 2026-12-01T00:00Z B',
    ],
  },
  {
    what: 'turns of ten days over a year end and a change of the clock',
    zone: 'Europe/Berlin',
    layer: {
      rotation: 'daily',
      turnLength: 10,
      handoffTime: '00:00',
      start: '2026-10-19T22:00:00.000Z',
    },
    from: '2026-10-01T00:00Z',
    to: '2026-11-10T00:00Z',
    is: [
      '2026-10-19T22:00Z 2026-10-29T23:00Z A',
      '2026-10-29T23:00Z 2026-11-08T23:00Z B',
      '2026-11-08T23:00Z 2026-11-10T00:00Z A',
    ],
  },
  {
    what: 'a layer that begins and ends in the middle of turns',
    zone: 'UTC',
    layer: {
      rotation: 'daily',
      start: '2026-05-01T12:00:00.000Z',
      end: '2026-05-03T10:00:00.000Z',
    },
    from: '2026-05-01T00:00Z',
    to: '2026-05-05T00:00Z',
    is: [
      '2026-05-01T12:00Z 2026-05-02T09:00Z A',
      '2026-05-02T09:00Z 2026-05-03T09:00Z B',
      '2026-05-03T09:00Z 2026-05-03T10:00Z A',
    ],
  },
  {
    what: 'turns that lie outside of working hours count for nobody: Monday comes after Friday',
    zone: 'Europe/Berlin',
    layer: {
      rotation: 'daily',
      members: ['A', 'B', 'C'],
      start: '2026-03-25T23:00:00.000Z',
      restrictions: [{ days: workdays, from: '09:00', to: '17:00' }],
    },
    from: '2026-03-25T12:00Z',
    to: '2026-04-01T12:00Z',
    is: [
      '2026-03-26T08:00Z 2026-03-26T16:00Z A',
      '2026-03-27T08:00Z 2026-03-27T16:00Z B',
      '2026-03-30T07:00Z 2026-03-30T15:00Z C',
      '2026-03-31T07:00Z 2026-03-31T15:00Z A',
      '2026-04-01T07:00Z 2026-04-01T12:00Z B',
    ],
  },
  {
    what: 'weeks by their ISO number, of which a year has 53',
    zone: 'Europe/Berlin',
    layer: {},
    from: '2026-12-21T00:00Z',
    to: '2027-01-19T00:00Z',
    is: [
      '2026-12-21T00:00Z 2026-12-27T23:00Z B',
      '2026-12-27T23:00Z 2027-01-03T23:00Z C',
      '2027-01-03T23:00Z 2027-01-10T23:00Z B',
      '2027-01-10T23:00Z 2027-01-17T23:00Z C',
      '2027-01-17T23:00Z 2027-01-19T00:00Z A',
    ],
  },
];
