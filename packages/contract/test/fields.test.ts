import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  filledText,
  Id,
  ifVersion,
  line,
  Moment,
  oneOrMany,
  readOnly,
  text,
  Timestamp,
} from '../src/fields.ts';
import { Phase, Severity, SeverityInput, Status, StatusInput } from '../src/index.ts';

const accepts = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;
const controls = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).concat(
  '\u007f',
);
const loneSurrogates = ['\ud800', 'a\udfffb', '\udc00\ud800'];
const notText = [undefined, null, 42, true, ['a'], { a: 1 }];

describe('text on one line', () => {
  test.each(['a', 'Checkout answers 500', 'Zahlungen · 支払い', '🚨', "Robert'); DROP TABLE --"])(
    'may be %j',
    (value) => {
      expect(line(100).parse(value)).toBe(value);
    },
  );

  test('loses the space around it', () => {
    expect(line(100).parse('  a b\t\n')).toBe('a b');
    expect(line(9).parse('   abc   ')).toBe('abc');
  });

  test('may be as long as the document says, the space around it included', () => {
    expect(line(9).safeParse('   abcd   ').success).toBe(false);
  });

  test.each(['', ' ', '\t\n', '\u00a0\u2003', '\ufeff'])('may not be blank: %j', (value) => {
    expect(accepts(line(100), value)).toBe(false);
  });

  test.each(controls)('may not hold the control character %j', (control) => {
    expect(accepts(line(100), `a${control}b`)).toBe(false);
  });

  test.each(['\u2028', '\u2029', '\u0085'])('may not hold the line break %j', (lineBreak) => {
    expect(accepts(line(100), `a${lineBreak}b`)).toBe(false);
  });

  test.each(loneSurrogates)('may not hold half a character: %j', (value) => {
    expect(accepts(line(100), value)).toBe(false);
  });

  test('may be as long as it may be, and no longer', () => {
    expect(accepts(line(5), 'abcde')).toBe(true);
    expect(accepts(line(5), 'abcdef')).toBe(false);
  });

  test.each(notText)('is text, which %j is not', (value) => {
    expect(accepts(line(100), value)).toBe(false);
  });

  test('is checked in no time, however it is made up', () => {
    const started = performance.now();
    for (const hostile of [' '.repeat(200_000), `${' '.repeat(200_000)}\u0000`]) {
      expect(accepts(line(200), hostile)).toBe(false);
      expect(accepts(filledText(200_000), hostile)).toBe(false);
    }
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe.each([
  { name: 'text', schema: text(10) },
  { name: 'text that says something', schema: filledText(10) },
])('$name of many lines', ({ schema }) => {
  test.each(['a', '  a\n', '# a\r\n\tb', 'a\u0007b', '🚨🚨'])('is kept as it is: %j', (value) => {
    expect(schema.parse(value)).toBe(value);
  });

  test.each(['\u0000', 'a\u0000', ...loneSurrogates])('may not be %j', (value) => {
    expect(accepts(schema, value)).toBe(false);
  });

  test.each(notText)('is text, which %j is not', (value) => {
    expect(accepts(schema, value)).toBe(false);
  });

  test('may be as long as it may be, and no longer', () => {
    expect(accepts(schema, 'a'.repeat(10))).toBe(true);
    expect(accepts(schema, 'a'.repeat(11))).toBe(false);
  });
});

test.each(['', ' ', '\n\n', '\u00a0'])('only text that must say something refuses %j', (blank) => {
  expect(accepts(text(10), blank)).toBe(true);
  expect(accepts(filledText(10), blank)).toBe(false);
});

describe('an id', () => {
  test.each(['019a9a54-6c00-7000-8000-0000000000a1', 'INC-1', 'a/b', '%00', 'ü', 'a b'])(
    'may be %j, as imported data has it',
    (id) => {
      expect(Id.parse(id)).toBe(id);
    },
  );

  test.each(['', 'a'.repeat(129), 42, ...controls])('may not be %j', (id) => {
    expect(accepts(Id, id)).toBe(false);
  });
});

describe('a timestamp', () => {
  test('has milliseconds and is in UTC', () => {
    expect(accepts(Timestamp, '2026-03-01T08:00:00.000Z')).toBe(true);
  });

  test.each([
    '2026-03-01T08:00:00Z',
    '2026-03-01T08:00:00.000000Z',
    '2026-03-01T08:00:00.000+01:00',
    '2026-03-01 08:00:00.000Z',
    '2026-02-30T08:00:00.000Z',
    '2026-03-01',
  ])('is not %j', (value) => {
    expect(accepts(Timestamp, value)).toBe(false);
  });
});

describe('a moment', () => {
  test.each([
    ['2026-03-01', '2026-03-01T00:00:00.000Z'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z'],
    ['2026-03-01T08:00:00Z', '2026-03-01T08:00:00.000Z'],
    ['2026-03-01T08:00:00.5Z', '2026-03-01T08:00:00.500Z'],
    ['2026-03-01T08:00:00.123456789Z', '2026-03-01T08:00:00.123Z'],
    ['2026-03-01T08:00:00+02:00', '2026-03-01T06:00:00.000Z'],
    ['2026-03-01T00:30:00.000-05:30', '2026-03-01T06:00:00.000Z'],
    ['2026-01-01T00:00:00+14:00', '2025-12-31T10:00:00.000Z'],
  ])('%s is %s', (written, read) => {
    expect(Moment.parse(written)).toBe(read);
    expect(accepts(Timestamp, Moment.parse(written))).toBe(true);
  });

  test.each([
    '',
    'yesterday',
    '1767225600000',
    1_767_225_600_000,
    '2026',
    '2026-3-1',
    '01/03/2026',
    '2026-02-29',
    '2026-13-01',
    '2026-03-01T08:00:00',
    '2026-03-01T24:00:00Z',
    '2026-03-01T08:60:00Z',
    '2026-03-01T08:00:00 02:00',
    '2026-03-01T08:00:00+0200',
    ' 2026-03-01',
    '2026-03-01\n',
  ])('is not %j', (value) => {
    expect(accepts(Moment, value)).toBe(false);
  });

  test.each(['0000-01-01T00:00:00+01:00', '9999-12-31T23:59:59-01:00'])(
    'at the end of the calendar is refused, or still a timestamp: %s',
    (value) => {
      const moment = Moment.safeParse(value);
      expect(!moment.success || accepts(Timestamp, moment.data)).toBe(true);
    },
  );
});

describe('one or many', () => {
  const schema = oneOrMany(SeverityInput);

  test('is always read as a list, each item by its own schema', () => {
    expect(schema.parse('critical')).toEqual(['P1']);
    expect(schema.parse(['P2', 'low'])).toEqual(['P2', 'P4']);
  });

  test.each([[[]], [['P1', 'nonsense']], [[['P1']]], ['nonsense'], ['P1,P2'], [null], [{}]])(
    'is not %j',
    (value) => {
      expect(accepts(schema, value)).toBe(false);
    },
  );

  test('is at most 20', () => {
    expect(
      accepts(
        schema,
        Array.from({ length: 20 }, () => 'P1'),
      ),
    ).toBe(true);
    expect(
      accepts(
        schema,
        Array.from({ length: 21 }, () => 'P1'),
      ),
    ).toBe(false);
  });
});

describe('read-only fields', () => {
  const schema = z.strictObject({ title: z.string(), ...readOnly('id', 'version') });

  test.each([undefined, null, 'a', 42, { deep: [true] }])('may hold anything: %j', (value) => {
    expect(accepts(schema, { title: 'a', id: value, version: value })).toBe(true);
  });

  test('may be left out, and let no others in', () => {
    expect(accepts(schema, { title: 'a' })).toBe(true);
    expect(accepts(schema, { title: 'a', number: 1 })).toBe(false);
  });
});

test('a version to be guarded by is a whole number, or none', () => {
  for (const version of [undefined, 0, 1, 2 ** 40]) expect(accepts(ifVersion, version)).toBe(true);
  for (const version of [-1, 0.5, '1', null, Number.NaN, Infinity]) {
    expect(accepts(ifVersion, version)).toBe(false);
  }
});

/** Words that nearly mean something, and names that every object has. */
const unknownWords = ['', ' P1', 'p1', 'P0', 'P5', 'Critical', 'CRITICAL', 'urgent', 'sev1'].concat(
  ['constructor', 'toString', '__proto__'],
);

describe('a severity', () => {
  test.each([
    ['P1', 'critical'],
    ['P2', 'high'],
    ['P3', 'medium'],
    ['P4', 'low'],
  ] as const)('%s is also called %s, and is stored as the first', (stored, word) => {
    expect(SeverityInput.parse(stored)).toBe(stored);
    expect(SeverityInput.parse(word)).toBe(stored);
    expect(accepts(Severity, word)).toBe(false);
  });

  test.each([...unknownWords, 1, null, undefined, ['P1']])('is not %j', (word) => {
    expect(accepts(SeverityInput, word)).toBe(false);
  });
});

describe('a status', () => {
  test.each(['Open', 'Closed', 'open', 'acknowledged', 'in_progress', 'resolved'])(
    'is accepted as %s, in either vocabulary',
    (word) => {
      expect(StatusInput.parse(word)).toBe(word);
      expect(accepts(Status, word) !== accepts(Phase, word)).toBe(true);
    },
  );

  test.each(['closed', 'OPEN', 'in progress', 'Resolved', '', 'toString', null, undefined, 1])(
    'is not %j',
    (word) => {
      expect(accepts(StatusInput, word)).toBe(false);
    },
  );
});
