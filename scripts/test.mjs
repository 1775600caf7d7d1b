// All checks, in order; a failed one does not stop the next. Arguments are names of stages: npm test -- lint jest
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bin, capture, ensureInstalled, root, seconds } from './support.mjs';

const jestReport = join(root, 'node_modules', '.cache', 'jest-report.json');

const script = (name) => [process.execPath, [`scripts/${name}.mjs`]];

/** name -> program and arguments */
const stages = {
  generated: script('check-generated'),
  runtime: [process.execPath, ['scripts/build-runtime.mjs', '--check']],
  build: script('build'),
  types: [bin('tsc'), ['-p', 'tsconfig.dev.json', '--pretty', 'false']],
  lint: [
    bin('eslint'),
    ['.', '--max-warnings', '0', '--cache', '--cache-location', 'node_modules/.cache/eslint/'],
  ],
  format: [bin('prettier'), ['--check', '--log-level', 'warn', '.']],
  boundaries: [bin('depcruise'), ['--config', '.dependency-cruiser.cjs', 'lib']],
  unused: [bin('knip'), ['--no-progress']],
  jest: [bin('jest'), ['--ci', '--silent', '--json', `--outputFile=${jestReport}`]],
  package: script('check-package'),
};

/** Jest counts its tests; a suite that does not load is one failure. Any other stage counts as one. */
function outcome(name, code) {
  if (name !== 'jest') return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  try {
    const report = JSON.parse(readFileSync(jestReport, 'utf8'));
    const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
    return { passed: report.numPassedTests, failed: code === 0 ? failed : Math.max(failed, 1) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

/** Without the report that --json also prints, which is one line of many thousand characters. */
function readable(name, output) {
  if (name !== 'jest') return output;
  return output
    .split('\n')
    .filter((line) => !line.startsWith('{"num') && !/^PASS |^Test results written/.test(line))
    .join('\n');
}

async function runStage(name) {
  const start = performance.now();
  const { code, output } = await capture(...stages[name]);
  const counts = outcome(name, code);
  if (counts.failed > 0) console.log(readable(name, output).trimEnd());
  const verdict = counts.failed === 0 ? 'ok' : 'FAILED';
  const tests = name === 'jest' ? `, ${counts.passed} passed, ${counts.failed} failed` : '';
  console.log(`${name.padEnd(12)} ${verdict.padEnd(7)} ${seconds(start)}${tests}`);
  return counts;
}

function chosenStages() {
  const chosen = process.argv.slice(2);
  const unknown = chosen.filter((name) => !(name in stages));
  if (unknown.length > 0) {
    console.error(
      `no such stage: ${unknown.join(', ')}; there are: ${Object.keys(stages).join(', ')}`,
    );
    process.exit(2);
  }
  return chosen.length > 0 ? chosen : Object.keys(stages);
}

async function main() {
  const chosen = chosenStages();
  ensureInstalled();
  const start = performance.now();
  const total = { passed: 0, failed: 0 };
  for (const name of chosen) {
    const { passed, failed } = await runStage(name);
    total.passed += passed;
    total.failed += failed;
  }
  console.log(`all stages: ${seconds(start)}`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

await main();
