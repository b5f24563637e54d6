import { defineConfig } from 'vitest/config';

/** What needs no browser. All else is tried by the journeys. */
export default defineConfig({
  test: {
    reporters: ['default', ['json', { outputFile: 'coverage/tests.json' }]],
    include: ['src/**/*.test.ts'],
    coverage: {
      provider: 'v8',
      include: [
        'src/app/home/numbers.ts',
        'src/app/incidents/incident-query.ts',
        'src/app/incidents/related.ts',
        'src/app/incidents/selection.ts',
        'src/app/oncall/calendar-pieces.ts',
        'src/app/oncall/layer-draft.ts',
        'src/app/oncall/oncall-times.ts',
        'src/app/oncall/week-grid.ts',
        'src/app/people/person-looks.ts',
        'src/app/runbooks/draft.ts',
        'src/app/runbooks/excerpt.ts',
        'src/app/runbooks/text-diff.ts',
        'src/app/settings/old-data.ts',
        'src/app/ui/times.ts',
      ],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { lines: 85, branches: 80 },
    },
  },
});
