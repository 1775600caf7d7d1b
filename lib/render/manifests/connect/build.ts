import type { Manifest } from '../../../manifest/manifest';
import { PLUGIN_FOLDER } from '../../../model/connect';
import type { ConnectModel } from '../../../model/connect';
import { builderImage } from '../../../model/connect-build';
import type { BuildSettingsModel, ConnectBuildModel } from '../../../model/connect-build';
import {
  connectBuilderName,
  connectBuildName,
  connectName,
  connectSourceName,
} from '../../../model/names';
import { S2I_ASSEMBLE_SH, S2I_RUN_SH } from '../../../runtime/generated/runtime-files';
import { sha256, sha256OfMap } from '../../../util/hash';
import { sortedEntries } from '../../../util/sort';
import { buildJob, dockerfileObject } from './build-job';
import { dockerfile } from './dockerfile';
import { connectOwner } from './labels';
import { resourcesOf } from './quantities';

type Of<K extends ConnectBuildModel['kind']> = Extract<ConnectBuildModel, { readonly kind: K }>;

/** What makes the image of the workers. */
export function buildObjects(connect: ConnectModel): readonly Manifest[] {
  const { build } = connect;
  if (build.kind === 's2i') return s2iObjects(connect, build);
  return build.kind === 'dockerfile' ? dockerfileObjects(connect, build) : [];
}

function dockerfileObjects(connect: ConnectModel, build: Of<'dockerfile'>): readonly Manifest[] {
  const { tag, job, settings } = build;
  if (tag === undefined) return [dockerfileObject(connect, build)];
  if (job !== undefined) return buildJob(connect, build, job);
  return [
    imageStream(connect, connectName(connect.name)),
    dockerBuild(connect, {
      name: connectBuildName(connect.name, tag),
      source: { type: 'Dockerfile', dockerfile: dockerfile(build) },
      output: `${connectName(connect.name)}:${tag}`,
      settings,
    }),
  ];
}

interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
}

const IMAGE_STREAM: Kind = { apiVersion: 'image.openshift.io/v1', kind: 'ImageStream' };
const BUILD_CONFIG: Kind = { apiVersion: 'build.openshift.io/v1', kind: 'BuildConfig' };
const CONFIG_MAP: Kind = { apiVersion: 'v1', kind: 'ConfigMap' };

const object = (connect: ConnectModel, kind: Kind, name: string, body: object): Manifest => ({
  ...kind,
  metadata: { name, ...connectOwner(connect) },
  ...body,
});

/** Pods find it by its own name too (`lookupPolicy.local`). */
const imageStream = (connect: ConnectModel, name: string): Manifest =>
  object(connect, IMAGE_STREAM, name, {
    spec: { lookupPolicy: { local: true } },
  });

interface BuildParts {
  readonly name: string;
  readonly source: object;
  readonly output: string;
  readonly settings: BuildSettingsModel;
}

/**
 * OpenShift builds once for each new BuildConfig, and not when one changes: its name follows from what it builds, and so
 * does the tag that it builds.
 */
const dockerBuild = (connect: ConnectModel, parts: BuildParts): Manifest =>
  buildConfig(connect, parts, {
    strategy: { type: 'Docker', dockerStrategy: pullSecret(parts.settings) },
    triggers: [{ type: 'ConfigChange' }],
  });

const pullSecret = ({ pullSecretName: name }: BuildSettingsModel): object =>
  name === undefined ? {} : { pullSecret: { name } };

function buildConfig(connect: ConnectModel, parts: BuildParts, more: object): Manifest {
  const { settings, source, output, name } = parts;
  const { historyLimit, resources, nodeSelector } = settings;
  return object(connect, BUILD_CONFIG, name, {
    spec: {
      source,
      ...more,
      output: { to: { kind: 'ImageStreamTag', name: output } },
      runPolicy: 'Serial',
      successfulBuildsHistoryLimit: historyLimit,
      failedBuildsHistoryLimit: historyLimit,
      ...(resources === undefined ? {} : { resources: resourcesOf(resources) }),
      ...(Object.keys(nodeSelector).length > 0
        ? { nodeSelector: Object.fromEntries(sortedEntries(nodeSelector)) }
        : {}),
    },
  });
}

const SCRIPTS = { assemble: S2I_ASSEMBLE_SH, run: S2I_RUN_SH };
const S2I_FOLDER = '/opt/cdk8s-kafka/s2i';

function s2iObjects(connect: ConnectModel, build: Of<'s2i'>): readonly Manifest[] {
  const builder = connectBuilderName(connect.name);
  // With the scripts: other scripts are another builder.
  const tag = sha256(`${build.builderTag} ${sha256OfMap(SCRIPTS)}`).slice(0, 10);
  return [
    sourceStream(connect, build),
    imageStream(connect, builder),
    imageStream(connect, connectName(connect.name)),
    object(connect, CONFIG_MAP, builder, { data: SCRIPTS }),
    dockerBuild(connect, {
      name: `${builder}-${tag}`,
      source: {
        type: 'Dockerfile',
        dockerfile: builderDockerfile(connect, build),
        configMaps: [{ configMap: { name: builder }, destinationDir: 's2i' }],
      },
      output: builderImage(connect.name, tag),
      settings: build.settings,
    }),
    pluginBuild(connect, build, builderImage(connect.name, tag)),
  ];
}

/** The Kafka image as it is imported, for whoever builds by hand. */
const sourceStream = (connect: ConnectModel, { base }: Of<'s2i'>): Manifest =>
  object(connect, IMAGE_STREAM, connectSourceName(connect.name), {
    spec: {
      lookupPolicy: { local: false },
      tags: [
        {
          name: connect.version.version,
          from: { kind: 'DockerImage', name: base },
          referencePolicy: { type: 'Local' },
        },
      ],
    },
  });

/** Source-to-image takes its scripts from the builder image, and no Kafka image of today has any. */
function builderDockerfile({ imageProfile }: ConnectModel, { base }: Of<'s2i'>): string {
  return [
    `FROM ${base}`,
    'USER 0',
    `COPY s2i/assemble s2i/run ${S2I_FOLDER}/`,
    `RUN chmod 755 ${S2I_FOLDER}/* && mkdir -p ${PLUGIN_FOLDER} && chgrp -R 0 ${PLUGIN_FOLDER} && chmod -R g=u ${PLUGIN_FOLDER}`,
    `ENV KAFKA_BIN=${imageProfile.bin} KAFKA_SUFFIX=${imageProfile.suffix}`,
    `LABEL io.openshift.s2i.scripts-url=image://${S2I_FOLDER}`,
    `USER ${String(imageProfile.uid)}`,
    '',
  ].join('\n');
}

function pluginBuild(connect: ConnectModel, build: Of<'s2i'>, builder: string): Manifest {
  const { source, webhookSecretName, settings } = build;
  const from = { kind: 'ImageStreamTag', name: builder };
  return buildConfig(
    connect,
    {
      name: connectName(connect.name),
      source: SOURCES[source.kind](build),
      output: `${connectName(connect.name)}:latest`,
      settings,
    },
    {
      strategy: { type: 'Source', sourceStrategy: { from, ...pullSecret(settings) } },
      triggers: [
        // With the first builder comes the first build, and no sooner: one without a builder would fail. What is sent
        // cannot be built again without being sent again.
        ...(source.kind === 'binary' ? [] : [{ type: 'ImageChange', imageChange: {} }]),
        ...(webhookSecretName === undefined
          ? []
          : [{ type: 'Generic', generic: { secretReference: { name: webhookSecretName } } }]),
      ],
    },
  );
}

const SOURCES: Readonly<Record<Of<'s2i'>['source']['kind'], (build: Of<'s2i'>) => object>> = {
  binary: () => ({ type: 'Binary', binary: {} }),
  git: ({ source }) => {
    if (source.kind !== 'git') return {};
    const { uri, ref, contextDir, secretName } = source;
    return {
      type: 'Git',
      git: ref === undefined ? { uri } : { uri, ref },
      ...(contextDir === undefined ? {} : { contextDir }),
      ...(secretName === undefined ? {} : { sourceSecret: { name: secretName } }),
    };
  },
};

/** OpenShift writes the digest of each new image into the set, which then rolls. */
export function imageTriggers({ build, name }: ConnectModel): Readonly<Record<string, string>> {
  if (build.kind !== 's2i') return {};
  const trigger = {
    from: { kind: 'ImageStreamTag', name: `${connectName(name)}:latest` },
    fieldPath: 'spec.template.spec.containers[?(@.name=="connect")].image',
    paused: 'false',
  };
  return { 'image.openshift.io/triggers': JSON.stringify([trigger]) };
}
