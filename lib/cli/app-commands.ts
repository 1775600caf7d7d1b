import { checkApp, CHECK_FORMATS, synthApp } from './app-actions';
import type { CommandRow } from './command';
import { parseChoice } from './command';
import { drawGraph, VIEWS } from './graph/graph-actions';
import { APP, CLUSTER, JSON_OUTPUT, PROGRAM } from './options';

/** What a program is, without any cluster. */
export const APP_COMMANDS: readonly CommandRow[] = [
  {
    name: 'synth',
    summary: 'runs a program and writes its manifests; with an error in it nothing is written',
    arguments: [PROGRAM],
    options: [
      {
        flags: '--output <DIR>',
        description: 'where the manifests go (default: `output` of cdk8s.yaml, or dist)',
      },
      JSON_OUTPUT,
    ],
    run: synthApp,
  },
  {
    name: 'check',
    summary: 'all issues of a program, and nothing is written; exit code 1 when one is an error',
    arguments: [PROGRAM],
    options: [
      {
        flags: '--format <FORMAT>',
        description: `how they are said: ${CHECK_FORMATS.join(', ')}`,
        default: 'text',
        parse: parseChoice(CHECK_FORMATS),
      },
      { flags: '--json', description: 'the same as --format json' },
    ],
    run: checkApp,
  },
  {
    name: 'graph',
    summary: 'draws who may do what and what runs where, as one file to open in a browser',
    arguments: [APP],
    options: [
      {
        flags: '--out <FILE>',
        description: 'where it goes: .html has both drawings of all clusters, .svg one',
        default: 'kafka.html',
      },
      CLUSTER,
      {
        flags: '--view <VIEW>',
        description: `what an .svg shows: ${VIEWS.join(' or ')}`,
        default: 'access',
        parse: parseChoice(VIEWS),
      },
      JSON_OUTPUT,
    ],
    run: drawGraph,
  },
];
