// Prints how many tests passed and failed, from the reports that the packages' tests leave.
import { globSync, readFileSync } from 'node:fs';

const reports = globSync('{packages,apps}/*/coverage/tests.json').map((file) =>
  JSON.parse(readFileSync(file, 'utf8')),
);
const sum = (field) => reports.reduce((total, report) => total + report[field], 0);
console.log(sum('numPassedTests'), sum('numFailedTests'));
