import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** What is told of a server through its wires holds on every engine. */
const throughTheWires = ['test/rest-*.test.ts', 'test/trpc*.test.ts', 'test/watch.test.ts'];
const ofEveryEngine = ['test/every-engine/*.test.ts'];
const ofPostgres = 'test/postgres/*.test.ts';
/** What a process loads, or cannot load, is loaded for good. */
const ofLoading = 'test/json/which-engine.test.ts';

export default defineConfig({
  test: {
    reporters: ['default', ['json', { outputFile: 'coverage/tests.json' }]],
    // Vitest leaves one core to itself, but most of these tests wait for others: a disk, a clock.
    maxWorkers: Math.max(2, availableParallelism()),
    // Files that follow each other in a process share its modules: loading the server anew for each took
    // longer than their tests (28 files: 62 s, and 25 s so).
    isolate: false,
    // Nothing is late because the machine is busy with something else.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: [
        'src/**/*.test.ts',
        'src/**/*.test-d.ts',
        // These run in processes of their own, where tests see them from outside and V8's counts end.
        'src/main.ts',
        'src/serve.ts',
        'src/commands/run.ts',
      ],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { lines: 90, branches: 90 },
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'sqlite',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: [ofPostgres, ofLoading],
          provide: { engine: 'sqlite' },
        },
      },
      {
        extends: true,
        test: {
          name: 'loading',
          include: [ofLoading],
          isolate: true,
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
