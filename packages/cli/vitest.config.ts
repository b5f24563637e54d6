import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    reporters: ['default', ['json', { outputFile: 'coverage/tests.json' }]],
    include: ['test/**/*.test.ts'],
    // Most tests start processes, a few after one another.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: [
        // These run in processes of their own, where tests see them from outside and V8's counts end.
        'src/main.ts',
        'src/environment.ts',
        'src/server-commands.ts',
        'src/contract/**',
        'src/procedures/connection.ts',
        'src/procedures/run.ts',
        'src/output/reader-gone.ts',
      ],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { lines: 85, branches: 75 },
    },
  },
});
