import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { GROUPS } from './groups';
import { kubectl } from './support/kubectl';
import type { Outcome } from './support/outcome';
import { endChildren } from './support/process';
import { formatOutcomes } from './support/report';
import type { Scenario } from './support/suite';

const EVIDENCE = 'dist/e2e-logs';

const USAGE = `usage: npm run e2e -- [options]
  --list               the scenarios
  --only NAME,...      these scenarios: GROUP, GROUP/SCENARIO, or SCENARIO
  --smoke              the short run
  --keep               leaves the clusters of the suite as they are at the end
  --json FILE          the table as JSON
`;

interface Arguments {
  readonly list: boolean;
  readonly only: readonly string[];
  readonly smoke: boolean;
  readonly keep: boolean;
  readonly json: string | undefined;
}

function readArguments(): Arguments {
  const { values } = parseArgs({
    options: {
      list: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      smoke: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      json: { type: 'string' },
    },
  });
  const only = values.only.flatMap((names) => names.split(',')).filter((name) => name !== '');
  const { list, smoke, keep, json } = values;
  return { list, only, smoke, keep, json };
}

type Selected = (group: string, scenario: Scenario<never>) => boolean;

function selection({ only, smoke }: Arguments): Selected {
  return (group, { name, smoke: isSmoke }) => {
    if (smoke && isSmoke !== true) return false;
    return (
      only.length === 0 || [group, name, `${group}/${name}`].some((each) => only.includes(each))
    );
  };
}

/** A name that selects nothing is a mistake, not an empty success. */
function unknownNames({ only }: Arguments): readonly string[] {
  const known = GROUPS.flatMap(({ name, scenarios }) => [
    name,
    ...scenarios.flatMap((scenario) => [scenario.name, `${name}/${scenario.name}`]),
  ]);
  return only.filter((name) => !known.includes(name));
}

function listScenarios(selected: Selected): void {
  for (const group of GROUPS) {
    for (const scenario of group.scenarios.filter((each) => selected(group.name, each))) {
      console.log(`${group.name}/${scenario.name}${scenario.smoke === true ? '  (smoke)' : ''}`);
    }
  }
}

function finish(outcomes: readonly Outcome[], json: string | undefined): number {
  if (json !== undefined) {
    mkdirSync(dirname(json), { recursive: true });
    writeFileSync(json, `${JSON.stringify(outcomes, null, 2)}\n`);
  }
  console.log(formatOutcomes(outcomes));
  const passed = outcomes.filter(({ result }) => result === 'passed').length;
  const failed = outcomes.filter(({ result }) => result === 'failed').length;
  return failed > 0 || passed === 0 ? 1 : 0;
}

async function run(args: Arguments): Promise<number> {
  const selected = selection(args);
  await kubectl(['version', '-o', 'json']);
  rmSync(EVIDENCE, { recursive: true, force: true });
  const outcomes: Outcome[] = [];
  process.on('SIGINT', () => {
    endChildren();
    process.exit(finish([...outcomes], args.json) || 130);
  });
  for (const group of GROUPS) {
    await group.run({
      selected,
      keep: args.keep,
      evidence: EVIDENCE,
      report: (outcome) => outcomes.push(outcome),
    });
  }
  return finish(outcomes, args.json);
}

async function start(): Promise<number> {
  let args: Arguments;
  try {
    args = readArguments();
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    return 2;
  }
  const unknown = unknownNames(args);
  if (unknown.length > 0) {
    console.error(`no such scenario: ${unknown.join(', ')}\n${USAGE}`);
    return 2;
  }
  if (args.list) {
    listScenarios(selection(args));
    return 0;
  }
  return run(args);
}

void start().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
