import type { CommandGroup, OptionRow } from './command';
import { parseChoice, parseCount, parseDuration } from './command';
import { init, issueCertificates, renewCertificates, rotateAuthority } from './pki-actions';
import { makeUser, sealSecrets, showStatus } from './pki-actions';
import { JSON_OUTPUT } from './options';
import { KEY_ALGORITHMS } from '../pki/keys';

const DIR: OptionRow = {
  flags: '--dir <DIR>',
  description: 'folder of authorities, keys and certificates; yours to keep and to back up',
  default: 'pki',
};
const OUT: OptionRow = {
  flags: '--out <DIR>',
  description: 'where the Secrets go, one file per namespace (default: secrets/ in the folder)',
};

const INIT_OPTIONS: readonly OptionRow[] = [
  {
    flags: '--authority <NAME...>',
    description:
      'authority that all clusters of the folder share; without it each cluster gets its own',
  },
  {
    flags: '--key-algorithm <NAME>',
    description: `keys made from now on: ${KEY_ALGORITHMS.join(', ')} (default: ec-p256)`,
    parse: parseChoice(KEY_ALGORITHMS),
  },
  {
    flags: '--validity-days <DAYS>',
    description: 'lifetime of the shared authorities (default: 3650)',
    parse: parseCount,
  },
  { flags: '--allow-commit', description: 'leaves out the .gitignore that hides the folder' },
];

const USER_OPTIONS: readonly OptionRow[] = [
  { flags: '--cluster <NAME>', description: 'cluster of the user (default: the only one)' },
  { flags: '--namespace <NAME>', description: 'namespace of the cluster' },
  {
    flags: '--secret <NAME>',
    description:
      'Secret as NAME or NAMESPACE/NAME (default: named as the user, beside the cluster)',
  },
  { flags: '--authority <NAME>', description: 'authority that signs', default: 'clients-ca' },
  {
    flags: '--validity-days <DAYS>',
    description: 'lifetime of the certificate (default: 365)',
    parse: parseCount,
  },
];

/** The local certificate authority: `cdk8s-kafka pki ...`. */
export const PKI_COMMANDS: CommandGroup = {
  name: 'pki',
  summary: 'local certificate authority in a folder you own',
  commands: [
    {
      name: 'init',
      summary: 'make the folder',
      options: [DIR, ...INIT_OPTIONS, JSON_OUTPUT],
      run: init,
    },
    {
      name: 'issue',
      summary: 'make the certificates that manifests ask for, keep the valid ones',
      options: [
        DIR,
        { flags: '--manifests <DIR>', description: 'synthesized manifests', default: 'dist' },
        OUT,
        JSON_OUTPUT,
      ],
      run: issueCertificates,
    },
    {
      name: 'renew',
      summary: 'make certificates anew that end soon',
      options: [
        DIR,
        {
          flags: '--before <DURATION>',
          description: 'renew what ends within 30d, 12h, 2w (default: a third of its lifetime)',
          parse: parseDuration,
        },
        { flags: '--all', description: 'renew every certificate' },
        OUT,
        JSON_OUTPUT,
      ],
      run: renewCertificates,
    },
    {
      name: 'rotate-ca',
      summary:
        'replace an authority in three stages: trust the new one, sign with it, drop the old one',
      arguments: [
        { name: '<authority>', description: 'cluster-ca, or NAMESPACE/CLUSTER/cluster-ca' },
      ],
      options: [
        DIR,
        {
          flags: '--stage <STAGE>',
          description: '1, 2 or 3 (default: 1, when no rotation is under way)',
          parse: parseChoice(['1', '2', '3']),
        },
        OUT,
        JSON_OUTPUT,
      ],
      run: rotateAuthority,
    },
    {
      name: 'user',
      summary: "make a client certificate: principal 'User:CN=<name>'",
      arguments: [{ name: '<name>', description: 'name of the user' }],
      options: [DIR, ...USER_OPTIONS, OUT, JSON_OUTPUT],
      run: makeUser,
    },
    {
      name: 'status',
      summary: 'authorities and certificates with their names and ends; exit 1 if one has ended',
      options: [DIR, JSON_OUTPUT],
      run: showStatus,
    },
    {
      name: 'seal',
      summary: 'write the Secrets as SealedSecrets, safe to commit (needs kubeseal)',
      options: [
        DIR,
        {
          flags: '--cert <FILE>',
          description: 'certificate of the Sealed Secrets controller (kubeseal --fetch-cert)',
          required: true,
        },
        {
          flags: '--out <DIR>',
          description: 'where the SealedSecrets go, one file per namespace',
          default: 'sealed-secrets',
        },
        { flags: '--kubeseal <PATH>', description: 'the kubeseal program', default: 'kubeseal' },
        JSON_OUTPUT,
      ],
      run: sealSecrets,
    },
  ],
};
