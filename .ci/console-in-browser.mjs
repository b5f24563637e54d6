// The console in a real browser against real servers: one line for each journey, and how many passed.
// `node .ci/console-in-browser.mjs [--shots FOLDER] [words]` takes those whose name has the words.
import { parseArgs } from 'node:util';
import { alertJourneys } from '../apps/web/journeys/alerts.ts';
import { notificationJourneys } from '../apps/web/journeys/notifications.ts';
import { oncallJourneys } from '../apps/web/journeys/oncall.ts';
import { escalationJourneys } from '../apps/web/journeys/escalations.ts';
import { incidentJourneys } from '../apps/web/journeys/incidents.ts';
import { habitJourneys } from '../apps/web/journeys/habits.ts';
import { liveJourneys } from '../apps/web/journeys/live.ts';
import { pageJourneys } from '../apps/web/journeys/pages.ts';
import { runJourneys } from '../apps/web/journeys/run.ts';
import { runbookJourneys } from '../apps/web/journeys/runbooks.ts';
import { scaleJourneys } from '../apps/web/journeys/scale.ts';
import { settingsJourneys } from '../apps/web/journeys/settings.ts';

const { values, positionals } = parseArgs({
  options: { shots: { type: 'string' } },
  allowPositionals: true,
});
const words = positionals.join(' ');
const all = [
  ...incidentJourneys,
  ...liveJourneys,
  ...alertJourneys,
  ...oncallJourneys,
  ...notificationJourneys,
  ...escalationJourneys,
  ...runbookJourneys,
  ...habitJourneys,
  ...settingsJourneys,
  ...scaleJourneys,
  ...pageJourneys,
];
const chosen = all.filter(({ name }) => name.includes(words));
const { passed, failed } = await runJourneys(chosen, {
  tell: (line) => console.log(line),
  shots: values.shots,
});
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
