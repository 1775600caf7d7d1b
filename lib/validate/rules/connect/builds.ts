import type { ConnectModel } from '../../../model/connect';
import { fileNameOf } from '../../../model/connect-build';
import type {
  BuiltPluginSpec,
  ConnectBuildSpec,
  DownloadSpec,
  PluginArtifactSpec,
} from '../../../spec/connect';
import { isDnsName } from '../kubernetes-names';
import type { Complaint } from '../support';
import { isWhole, item, NONE, quoted, repeats } from '../support';
import type { ConnectRule } from './support';
import { ofConnect } from './support';

type Built = Exclude<ConnectBuildSpec, { readonly kind: 'image' }>;

/** A check of a build that is not somebody else's. */
const ofBuild = (
  judge: (build: Built, connect: ConnectModel) => readonly Complaint[],
): ConnectRule['check'] =>
  ofConnect((connect) => {
    const { build } = connect.spec;
    return build === undefined || build.kind === 'image' ? NONE : judge(build, connect);
  });

/** What is wrong with a build by a Job, in words, and what to do. */
const JOB_CHECKS: readonly (readonly [
  isWrong: (
    build: Extract<Built, { readonly kind: 'dockerfile' }>,
    connect: ConnectModel,
  ) => boolean,
  message: string,
  fix: string,
])[] = [
  [
    (_, { platform }) => platform.kind === 'openshift',
    'a Job is to build the image, and OpenShift admits no pod that it needs',
    'leave job and image out: OpenShift builds it by a BuildConfig',
  ],
  [
    ({ image }) => image === undefined,
    'a Job is to build the image, and nobody says where it pushes it',
    "name the repository: image: 'registry.example.com/etl'",
  ],
  [
    ({ image = '' }) => /:[^/]*$|@/.test(image),
    'a Job builds an image whose tag follows from its content, and image has a tag or a digest',
    "name the repository alone: image: 'registry.example.com/etl'",
  ],
  [
    ({ job }) => !isDnsName(job?.pushSecretName ?? ''),
    'a Job is to push the image by a Secret whose name none can have',
    "name a Secret of type kubernetes.io/dockerconfigjson: job: { pushSecretName: 'registry' }",
  ],
  [
    ({ settings }) => settings.pullSecretName !== undefined,
    'BuildKit has one Secret for all registries, and two are named',
    'put all registries into the Secret of pushSecretName, and leave pullSecretName out',
  ],
];

export const connectBuildJob: ConnectRule = {
  code: 'ConnectBuildJob',
  severity: 'error',
  why: 'The workers would wait for an image that nobody pushes.',
  check: ofBuild((build, connect) =>
    build.kind !== 'dockerfile' || build.job === undefined
      ? NONE
      : JOB_CHECKS.filter(([isWrong]) => isWrong(build, connect)).map(([, message, fix]) => ({
          prop: 'build.job',
          message,
          fix,
        })),
  ),
};

const pluginsOf = (build: Built): readonly BuiltPluginSpec[] =>
  build.kind === 'dockerfile' ? build.plugins : [];

const pluginProp = (index: number): string => item('build.plugins', index);

export const connectBuildPlatform: ConnectRule = {
  code: 'ConnectBuildPlatform',
  severity: 'error',
  why: 'BuildConfigs and ImageStreams are OpenShift; nothing else builds images by itself.',
  check: ofBuild((build, { platform }) => {
    if (platform.kind === 'openshift') return NONE;
    if (build.kind === 'dockerfile' && build.image !== undefined) return NONE;
    const fix =
      build.kind === 's2i'
        ? 'use ConnectBuild.dockerfile() or ConnectBuild.image(), or set platform: Platform.openshift()'
        : 'name the image that CI builds from connect.dockerfile and pushes, or set platform: Platform.openshift()';
    return [
      {
        prop: 'build',
        message: `the build ${quoted(build.kind)} needs OpenShift, and the platform is ${quoted(platform.kind)}`,
        fix,
      },
    ];
  }),
};

export const connectBuildPlugin: ConnectRule = {
  code: 'ConnectBuildPlugin',
  severity: 'error',
  why: 'It is the name of a folder of the image, and an empty one is no plugin.',
  check: ofBuild((build) => {
    const plugins = pluginsOf(build);
    return [
      ...plugins.flatMap(({ name, artifacts }, index) =>
        /^[a-z0-9][-_a-z0-9]{0,62}$/.test(name) && artifacts.length > 0
          ? []
          : [
              {
                prop: pluginProp(index),
                message: `plugin ${quoted(name)} with ${String(artifacts.length)} artifacts is not called by lower-case letters, digits, '-' and '_', or is empty`,
                fix: "use a name such as 'debezium', and at least one artifact",
              },
            ],
      ),
      ...repeats(plugins, ({ name }) => name).map(({ member, index }) => ({
        prop: pluginProp(index),
        message: `plugin ${quoted(member.name)} is there twice`,
        fix: 'put its artifacts into one',
      })),
    ];
  }),
};

const URL_FORM = /^https?:\/\/[^\s'"\\]+$/;
const FILE = /^[A-Za-z0-9][A-Za-z0-9._+-]*$/;
const COORDINATE = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** What is wrong with an artifact, in words. */
function problemOf(artifact: PluginArtifactSpec): string | undefined {
  if (artifact.kind === 'maven') {
    const { group, artifact: id, version, repository } = artifact;
    const odd = [group, id, version].find((part) => !COORDINATE.test(part));
    if (odd !== undefined) return `${quoted(odd)} is no coordinate of Maven`;
    return repository === undefined || URL_FORM.test(repository)
      ? undefined
      : `${quoted(repository)} is no address of a repository`;
  }
  if (artifact.kind === 'image')
    return /^\/[^\s'"\\]*$/.test(artifact.path)
      ? undefined
      : `${quoted(artifact.path)} is no absolute path`;
  return problemOfDownload(artifact);
}

function problemOfDownload(artifact: DownloadSpec): string | undefined {
  const { url, sha512 } = artifact;
  if (!URL_FORM.test(url)) return `${quoted(url)} is no address of http or https`;
  if (sha512 !== undefined && !/^[0-9a-fA-F]{128}$/.test(sha512))
    return `${quoted(sha512)} is no SHA-512, which has 128 hexadecimal digits`;
  const name = fileNameOf(artifact);
  return FILE.test(name) ? undefined : `${quoted(name)} is no name of a file; set fileName`;
}

const ofArtifacts = (
  judge: (artifact: PluginArtifactSpec, prop: string) => readonly Complaint[],
): ConnectRule['check'] =>
  ofBuild((build) =>
    pluginsOf(build).flatMap(({ artifacts }, index) =>
      artifacts.flatMap((artifact, nth) =>
        judge(artifact, item(`${pluginProp(index)}.artifacts`, nth)),
      ),
    ),
  );

export const connectBuildArtifact: ConnectRule = {
  code: 'ConnectBuildArtifact',
  severity: 'error',
  why: 'It becomes part of a command of the build.',
  check: ofArtifacts((artifact, prop) => {
    const problem = problemOf(artifact);
    return problem === undefined
      ? NONE
      : [{ prop, message: problem, fix: 'correct it, or take the artifact away' }];
  }),
};

export const connectBuildUnchecked: ConnectRule = {
  code: 'ConnectBuildUnchecked',
  severity: 'warning',
  why: 'A plugin runs with all rights of the workers, and what an address gives may be something else tomorrow.',
  check: ofArtifacts((artifact, prop) =>
    artifact.kind === 'maven' || artifact.kind === 'image' || artifact.sha512 !== undefined
      ? NONE
      : [
          {
            prop,
            message: `what ${quoted(artifact.url)} gives is not checked`,
            fix: "give its sha512: sha512sum of the file, of the publisher's page",
          },
        ],
  ),
};

export const connectBuildSource: ConnectRule = {
  code: 'ConnectBuildSource',
  severity: 'error',
  why: 'The build would fail at its first step, or take another folder.',
  check: ofBuild((build) => {
    if (build.kind !== 's2i' || build.source.kind !== 'git') return NONE;
    const { uri, ref = 'main', contextDir = 'plugins', secretName = 'git' } = build.source;
    const checks: readonly (readonly [string, string, boolean])[] = [
      ['uri', uri, /^[A-Za-z0-9+.@-]+[:/][^\s]+$/.test(uri)],
      ['ref', ref, /^[^\s~^:?*[\\-][^\s~^:?*[\\]*$/.test(ref)],
      ['contextDir', contextDir, /^[^\s]+$/.test(contextDir) && !/(^\/|\.\.)/.test(contextDir)],
      ['secretName', secretName, isDnsName(secretName)],
    ];
    return checks
      .filter(([, , isFine]) => !isFine)
      .map(([prop, value]) => ({
        prop: `build.source.${prop}`,
        message: `${quoted(value)} is no ${prop} of a Git repository`,
        fix: "write them as in { uri: 'https://git.example.com/etl.git', ref: 'main', contextDir: 'plugins' }",
      }));
  }),
};

export const connectBuildHistory: ConnectRule = {
  code: 'ConnectBuildHistory',
  severity: 'error',
  why: 'It is a number of builds.',
  check: ofBuild(({ settings: { historyLimit } }) =>
    historyLimit === undefined || isWhole(historyLimit, 0, 1000)
      ? NONE
      : [
          {
            prop: 'build.historyLimit',
            message: `${String(historyLimit)} builds are to be kept; allowed are whole numbers from 0 to 1000`,
            fix: 'leave it out for 5',
          },
        ],
  ),
};

export const CONNECT_BUILD_RULES: readonly ConnectRule[] = [
  connectBuildPlatform,
  connectBuildJob,
  connectBuildPlugin,
  connectBuildArtifact,
  connectBuildUnchecked,
  connectBuildSource,
  connectBuildHistory,
];
