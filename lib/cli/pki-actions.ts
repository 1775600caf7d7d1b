import { existsSync, readFileSync } from 'fs';
import { join, relative, resolve, sep } from 'path';
import type { Draft } from '../pki/draft';
import { isDnsLabel, isDnsSubdomain } from '../pki/fields';
import { writeFiles } from '../pki/files';
import { commit, initFolder, readFolder, withFolder } from '../pki/folder';
import { KEY_ALGORITHMS } from '../pki/keys';
import { requestsIn } from '../pki/manifests';
import { addUser, clusterFor, issue, renew, shareAuthority } from '../pki/operations';
import type { Problem } from '../pki/problem';
import { error, PkiError, refuse } from '../pki/problem';
import { isCommonName } from '../pki/requests';
import { AFTER_STAGE, findAuthority, rotate, standingOf } from '../pki/rotation';
import type { RotationStage } from '../pki/rotation';
import { manifestsOf, seal } from '../pki/seal';
import { byNamespace, secretsOf } from '../pki/secrets';
import type { PkiState, UserState } from '../pki/state';
import { statusOf, statusProblems } from '../pki/status';
import type { CommandContext, CommandInput, ExitCode } from './command';
import { IssuesError } from './command';
import { planOutput, refuseMisplaced } from './pki-output';
import type { Outcome } from './pki-report';
import { reportOutcome, reportStatus } from './pki-report';

type Action = (input: CommandInput, context: CommandContext) => Promise<ExitCode>;

/** What is wrong in the folder becomes issues of the command line. */
function action(run: Action): Action {
  return async (input, context) => {
    try {
      return await run(input, context);
    } catch (cause) {
      throw cause instanceof PkiError ? new IssuesError(inWordsOf(context, cause.problems)) : cause;
    }
  };
}

/** Paths as the user wrote them, not as they were resolved. */
function inWordsOf({ cwd }: CommandContext, problems: readonly Problem[]): readonly Problem[] {
  const short = (text: string | undefined): string | undefined =>
    text?.replaceAll(`${cwd}${sep}`, '');
  return problems.map((each) => ({
    ...each,
    message: each.message.replaceAll(`${cwd}${sep}`, ''),
    path: short(each.path),
    origin: short(each.origin),
  }));
}

const dirOf = (input: CommandInput, { cwd }: CommandContext): string =>
  resolve(cwd, input.textOf('dir'));

export const init: Action = action(async (input, context) => {
  const root = dirOf(input, context);
  const names = input.texts('authority');
  refuseMisplaced(input, context.cwd, { '--dir': root });
  refuse(names.filter((name) => !isDnsLabel(name)).map((name) => badAuthorityName(name)));
  const keyAlgorithm = KEY_ALGORITHMS.find((each) => each === input.text('keyAlgorithm'));
  const options = { keyAlgorithm, allowCommit: input.flag('allowCommit') };
  const events = await initFolder(root, options, async (draft) => {
    for (const name of names) {
      const validityDays = input.number('validityDays') ?? 3650;
      const making = { commonName: name, organization: 'cdk8s-kafka', validityDays };
      await shareAuthority(draft, name, making, context.now());
    }
    commit(root, draft, new Map());
    return draft.events;
  });
  reportOutcome(input, context, {
    events,
    files: [],
    notes: [`folder: ${relative(context.cwd, root)}`],
    problems: [],
  });
  return 0;
});

function badAuthorityName(name: string): Problem {
  return error('PkiAuthorityName', `authority name '${name}' is not a DNS label`, {
    fix: 'use small letters, digits and dashes, like clients-ca',
  });
}

/** One change of the folder: work on a draft, then keys, state and Secrets to disk. */
async function change(
  input: CommandInput,
  context: CommandContext,
  work: (draft: Draft) => Promise<Pick<Outcome, 'problems' | 'notes'>>,
): Promise<ExitCode> {
  const root = dirOf(input, context);
  const output = planOutput(input, context, root);
  const outcome = await withFolder(root, async (draft) => {
    const done = await work(draft);
    const texts = byNamespace(
      secretsOf(draft),
      'Private keys. Apply, seal or encrypt; never commit.',
    );
    const files = new Map([...texts].map(([name, text]) => [join(output.out, name), text]));
    commit(root, draft, new Map([...output.ignoreFiles, ...files]));
    const problems = [...done.problems, ...output.problems];
    return { ...done, problems, events: draft.events, files: [...files.keys()] };
  });
  reportOutcome(input, context, outcome);
  return 0;
}

export const issueCertificates: Action = action(async (input, context) => {
  const requests = requestsIn(resolve(context.cwd, input.textOf('manifests')));
  return change(input, context, async (draft) => ({
    problems: await issue(draft, requests, context.now()),
    notes: [],
  }));
});

export const renewCertificates: Action = action(async (input, context) =>
  change(input, context, async (draft) => {
    const options = { all: input.flag('all'), beforeMs: input.number('before') };
    return { problems: await renew(draft, options, context.now()), notes: [] };
  }),
);

export const rotateAuthority: Action = action(async (input, context) =>
  change(input, context, async (draft) => {
    const authority = findAuthority(draft.state, input.argument(0));
    const stage = stageOf(input.text('stage'), standingOf(authority));
    await rotate(draft, authority.id, stage, context.now());
    const heading = `${authority.id}: stage ${String(stage)} of 3`;
    return { problems: [], notes: [heading, ...AFTER_STAGE[stage]] };
  }),
);

/** Without a number only the start is possible: a command repeated by mistake must not end the overlap. */
function stageOf(text: string | undefined, standing: number): RotationStage {
  const stage = ([1, 2, 3] as const).find((each) => String(each) === text);
  if (stage !== undefined) return stage;
  if (standing === 0) return 1;
  throw new PkiError([
    error('PkiRotationStage', `a rotation is under way and stands at stage ${String(standing)}`, {
      fix: `when nodes and clients have taken it over, pass --stage ${String(standing + 1)}`,
    }),
  ]);
}

export const makeUser: Action = action(async (input, context) =>
  change(input, context, async (draft) => {
    const user = userOf(input, draft.state);
    const problems = await addUser(draft, user, context.now());
    const principal = `principal: User:CN=${user.request.commonName}`;
    return {
      problems,
      notes: [principal, `Secret: ${user.secretNamespace}/${user.request.secret}`],
    };
  }),
);

function userOf(input: CommandInput, state: PkiState): UserState {
  const { cluster, namespace, authorities } = clusterFor(state, {
    cluster: input.text('cluster'),
    namespace: input.text('namespace'),
  });
  const commonName = input.argument(0);
  const [secret = '', secretNamespace = namespace] = (input.text('secret') ?? commonName)
    .split('/')
    .reverse();
  const authority = input.textOf('authority');
  const known = authorities.map((each) => each.name);
  refuse([
    ...unless(
      isCommonName(commonName),
      'PkiUserName',
      `user name '${commonName}' must have 1 to 64 characters`,
    ),
    ...unless(
      isDnsSubdomain(secret) && isDnsLabel(secretNamespace),
      'PkiSecretName',
      `'${secretNamespace}/${secret}' cannot name a Secret; pass --secret NAME or --secret NAMESPACE/NAME`,
    ),
    ...unless(
      known.includes(authority),
      'PkiAuthorityUnknown',
      `cluster '${namespace}/${cluster}' has no authority '${authority}', known are: ${known.join(', ')}`,
    ),
  ]);
  const validityDays = input.number('validityDays') ?? 365;
  return {
    cluster,
    namespace,
    secretNamespace,
    request: { ...USER_REQUEST, secret, authority, commonName, validityDays },
  };
}

// No organization: Kafka's principal is then User:CN=<name>, as with Strimzi's users.
const USER_REQUEST = {
  organization: undefined,
  dnsNames: [],
  ipAddresses: [],
  usages: ['client auth'],
  format: 'user',
} as const;

function unless(holds: boolean, code: string, message: string): readonly Problem[] {
  return holds ? [] : [error(code, message)];
}

// eslint-disable-next-line @typescript-eslint/require-await -- the table's commands are asynchronous
export const showStatus: Action = action(async (input, context) => {
  const rows = statusOf(readFolder(dirOf(input, context)), context.now());
  const problems = statusProblems(rows);
  reportStatus(input, context, { rows, problems });
  return problems.some((each) => each.severity === 'error') ? 1 : 0;
});

// eslint-disable-next-line @typescript-eslint/require-await -- the table's commands are asynchronous
export const sealSecrets: Action = action(async (input, context) => {
  const draft = readFolder(dirOf(input, context));
  const certPath = resolve(context.cwd, input.textOf('cert'));
  if (!existsSync(certPath)) {
    const fix = 'fetch it with: kubeseal --fetch-cert > FILE';
    throw new PkiError([
      error('PkiSealCertMissing', `'${certPath}' does not exist`, { path: certPath, fix }),
    ]);
  }
  const out = resolve(context.cwd, input.textOf('out'));
  const secrets = secretsOf(draft);
  const names = [...byNamespace(secrets, '').keys()].map((name) => join(out, name));
  const previous = names.flatMap((file) =>
    existsSync(file) ? manifestsOf(readFileSync(file, 'utf8')) : [],
  );
  const sealer = {
    certPath,
    certText: readFileSync(certPath, 'utf8'),
    program: input.textOf('kubeseal'),
  };
  const { sealed, renewed } = seal(secrets, previous, sealer);
  writeFiles(
    [...byNamespace(sealed, SEALED_COMMENT)].map(([name, text]) => [join(out, name), text]),
  );
  const notes = [`${String(renewed)} sealed, ${String(sealed.length - renewed)} kept`];
  reportOutcome(input, context, { events: [], files: names, notes, problems: [] });
  return 0;
});

const SEALED_COMMENT = 'Sealed for one controller; safe to commit.';
