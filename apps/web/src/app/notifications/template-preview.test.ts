import { expect, it } from 'vitest';
import { exampleIncident, preview, valuesFor } from './template-preview.ts';

const values = { 'incident.title': 'Search\ntimes out', message: '', 'incident.url': '' };

it('fills in placeholders, also with spaces in them, and leaves the subject on one line', () => {
  const template = { subject: 'On {{ incident.title }}', text: '{{incident.title}}!' };
  expect(preview(template, values)).toEqual({
    subject: 'On Search times out',
    text: 'Search\ntimes out!',
  });
});

it('leaves a line out whose placeholders are all empty, as the server does', () => {
  const text = 'First\n{{message}} {{incident.url}}\n{{message}} of {{incident.title}}\n\nLast';
  expect(preview({ subject: 'x', text }, values).text).toBe('First\n of Search\ntimes out\n\nLast');
});

it('shows what is no placeholder', () => {
  expect(preview({ subject: '{{incident.titel}}', text: 'x' }, values).subject).toBe(
    '{{incident.titel}}',
  );
});

it('a test is about no incident, and a bundle about several', () => {
  const of = (reason: 'test' | 'bundle') =>
    valuesFor({ channel: 'email', reason }, exampleIncident, 'https://t.example');
  expect(of('test')['incident.title']).toBe('');
  expect(of('bundle')['bundle.list']?.split('\n')).toHaveLength(2);
});
