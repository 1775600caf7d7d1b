import type { CommandGroup, CommandRow, OptionRow } from '../command';
import { parseChoice } from '../command';
import { APP, CLUSTER, JSON_OUTPUT } from '../options';
import { migrationStatus } from './migration-actions';
import { NEXT_STEPS } from './migration-status';
import { canPrincipal, explainPrincipal, whoCanDo } from './acl-actions';
import { connectDockerfile, connectorOffsets } from './connect-actions';
import { importCluster } from './import-actions';
import { apply, drift, plan } from './reconcile-actions';

const APP_OPTION: OptionRow = { flags: '--app <APP>', description: APP.description };
const COMMAND_CONFIG: OptionRow = {
  flags: '--command-config <FILE>',
  description: "client properties as Kafka's own tools take them, with PEM stores",
};
const CONNECT: OptionRow = {
  flags: '--connect <HOW>',
  description:
    'how Connect workers are reached: kubectl (a port-forward), direct (as the program says), or NAME=URL,...; without it connectors are not looked at',
};
const CONNECTION: readonly OptionRow[] = [
  { flags: '--bootstrap <SERVERS>', description: 'host:port,... (default: as the program says)' },
  COMMAND_CONFIG,
  {
    flags: '--state <FILE>',
    description:
      'what was applied; `configmap`: the one of the reconciler in the cluster, by kubectl (default: .cdk8s-kafka/CLUSTER.json)',
  },
  {
    flags: '--password-folder <DIR>',
    description: 'passwords of users as DIR/SECRET/KEY; users without one are left alone',
  },
  CONNECT,
];
const PREFER: OptionRow = {
  flags: '--prefer <SIDE>',
  description: 'who wins where program, last run and cluster all differ: desired or live',
  parse: parseChoice(['desired', 'live']),
};

/** Topics, users, quotas and ACLs against a live Kafka, and questions about them. */
export const KAFKA_COMMANDS: readonly CommandRow[] = [
  {
    name: 'plan',
    summary:
      'what would be changed in the live cluster, each change with its cause; exit code 3 when there is something',
    arguments: [APP],
    options: [
      ...CONNECTION,
      CLUSTER,
      PREFER,
      { flags: '--out <FILE>', description: 'keeps the plan for `apply`' },
      JSON_OUTPUT,
    ],
    run: plan,
  },
  {
    name: 'apply',
    summary: 'carries out exactly one plan, or refuses when the cluster is another by now',
    options: [
      { flags: '--plan <FILE>', description: 'from `plan --out`', required: true },
      ...CONNECTION,
      PREFER,
      JSON_OUTPUT,
    ],
    run: apply,
  },
  {
    name: 'drift',
    summary: 'compares, changes nothing; exit code 3 when there is a difference',
    arguments: [APP],
    options: [...CONNECTION, CLUSTER, JSON_OUTPUT],
    run: drift,
  },
  {
    name: 'import',
    summary: 'writes the TypeScript program that declares what a live cluster has',
    options: [
      { flags: '--bootstrap <SERVERS>', description: 'host:port,...', required: true },
      COMMAND_CONFIG,
      { flags: '--out <FILE>', description: 'where the program goes (default: standard output)' },
      JSON_OUTPUT,
    ],
    run: importCluster,
  },
  {
    name: 'offsets',
    summary: 'where a connector is, partition by partition',
    arguments: [{ name: '<connector>', description: 'CONNECT/NAME' }],
    options: [
      APP_OPTION,
      CLUSTER,
      { ...CONNECT, required: true },
      {
        flags: '--password-folder <DIR>',
        description: 'what the REST API asks for, as DIR/SECRET/KEY (default: by kubectl)',
      },
      JSON_OUTPUT,
    ],
    run: connectorOffsets,
  },
  {
    name: 'dockerfile',
    summary: 'writes the Dockerfile from which the image of Connect workers is built, for CI',
    arguments: [APP],
    options: [
      { flags: '--connect <NAME>', description: 'of which workers, where the program has several' },
      { flags: '--out <FILE>', description: 'where it goes (default: standard output)' },
      JSON_OUTPUT,
    ],
    run: connectDockerfile,
  },
  {
    name: 'explain',
    summary: 'each ACL of a principal and the grant that asked for it',
    arguments: [{ name: '<principal>', description: 'name of a user, or User:CN=shop' }],
    options: [APP_OPTION, CLUSTER, JSON_OUTPUT],
    run: explainPrincipal,
  },
  {
    name: 'who-can',
    summary: 'everybody who may do something',
    arguments: [
      { name: '<operation>', description: 'read, write, describe, ...' },
      { name: '<resource>', description: 'topic:NAME, group:NAME, transactional-id:NAME, cluster' },
    ],
    options: [APP_OPTION, CLUSTER, JSON_OUTPUT],
    run: whoCanDo,
  },
  {
    name: 'can-i',
    summary: 'whether a principal may do something, and by which ACL; exit code 1 when not',
    arguments: [
      { name: '<principal>', description: 'name of a user, or User:CN=shop' },
      { name: '<operation>', description: 'read, write, describe, ...' },
      { name: '<resource>', description: 'topic:NAME, group:NAME, transactional-id:NAME, cluster' },
    ],
    options: [
      APP_OPTION,
      CLUSTER,
      { flags: '--host <ADDRESS>', description: 'address of the client' },
      JSON_OUTPUT,
    ],
    run: canPrincipal,
  },
];

/** The way from ZooKeeper to KRaft. */
export const MIGRATION_COMMANDS: CommandGroup = {
  name: 'migration',
  summary: 'the way of a cluster from ZooKeeper to KRaft',
  commands: [
    {
      name: 'status',
      summary:
        'which step the live cluster is in, and what may be applied next, by kubectl; exit code 3 while the step is under way',
      options: [
        { flags: '--cluster <NAME>', description: 'name of the cluster', required: true },
        { flags: '--namespace <NAME>', description: 'where it is', default: 'default' },
        {
          flags: '--next <STEP>',
          description: 'a step, or none; exit code 1 when it must not be applied now',
          parse: parseChoice(NEXT_STEPS),
        },
        {
          flags: '--app <APP>',
          description:
            'a program or its manifests; exit code 1 when its step must not be applied now, or not with what else it changes',
        },
        JSON_OUTPUT,
      ],
      run: migrationStatus,
    },
  ],
};
