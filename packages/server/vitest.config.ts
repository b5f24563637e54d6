import { defineConfig } from 'vitest/config';

/** What is told of a server through its wires holds on every engine. */
const throughTheWires = ['test/rest-*.test.ts', 'test/trpc*.test.ts', 'test/watch.test.ts'];
const ofEveryEngine = ['test/every-engine/*.test.ts'];
const ofPostgres = 'test/postgres/*.test.ts';

export default defineConfig({
  test: {
    reporters: ['default', ['json', { outputFile: 'coverage/tests.json' }]],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: [
        'src/**/*.test.ts',
        'src/**/*.test-d.ts',
        // These run in processes of their own, where tests see them from outside and V8's counts end.
        'src/main.ts',
        'src/serve.ts',
        'src/commands/**',
      ],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { lines: 85, branches: 75 },
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'sqlite',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: [ofPostgres],
          provide: { engine: 'sqlite' },
        },
      },
      {
        extends: true,
        test: {
          name: 'json',
          include: [...throughTheWires, ...ofEveryEngine],
          provide: { engine: 'json' },
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: [...throughTheWires, ...ofEveryEngine, ofPostgres],
          provide: { engine: 'postgres' },
          globalSetup: 'test/postgres.ts',
        },
      },
    ],
  },
});
