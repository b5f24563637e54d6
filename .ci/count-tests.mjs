// Prints how many tests passed and failed, from the reports that the packages' tests leave, and writes the
// failed ones, each with the first line of its reason, into the file that the first argument names.
import { globSync, readFileSync, writeFileSync } from 'node:fs';

const reports = globSync('{packages,apps}/*/coverage/tests.json').map((file) =>
  JSON.parse(readFileSync(file, 'utf8')),
);
const sum = (field) => reports.reduce((total, report) => total + report[field], 0);
const failed = reports.flatMap(({ testResults }) =>
  testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = name.slice(name.search(/(packages|apps)\/[^/]+\//));
    const tests = assertionResults.filter((test) => test.status === 'failed');
    if (status === 'failed' && tests.length === 0) return [`${file}\n    ${firstLine(message)}`];
    return tests.map(
      ({ fullName, failureMessages }) =>
        `${file}: ${fullName}\n    ${firstLine(failureMessages[0])}`,
    );
  }),
);

function firstLine(text = '') {
  return text.split('\n', 1)[0];
}

writeFileSync(process.argv[2], failed.map((line) => `  ${line}\n`).join(''));
console.log(sum('numPassedTests'), sum('numFailedTests'));
