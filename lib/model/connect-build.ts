import type {
  BuildSettingsSpec,
  BuiltPluginSpec,
  ConnectBuildSpec,
  DownloadSpec,
  S2iSourceSpec,
} from '../spec/connect';
import { sha256 } from '../util/hash';
import { connectBuilderName, connectName } from './names';

/** A build with every default filled in. */
export type ConnectBuildModel =
  | { readonly kind: 'none' }
  | {
      readonly kind: 's2i';
      readonly source: S2iSourceSpec;
      readonly webhookSecretName: string | undefined;
      readonly settings: BuildSettingsModel;
      /** Tag of the builder image, by what it is made of. */
      readonly builderTag: string;
      readonly base: string;
    }
  | {
      readonly kind: 'dockerfile';
      readonly plugins: readonly BuiltPluginSpec[];
      readonly downloadImage: string;
      readonly settings: BuildSettingsModel;
      /** Tag of the image that OpenShift or a Job builds, by what it is made of; undefined: CI builds it. */
      readonly tag: string | undefined;
      /** Undefined: no Job builds it. */
      readonly job: BuildJobModel | undefined;
      readonly base: string;
    };

/** A Job that builds and pushes the image. */
export interface BuildJobModel {
  readonly pushSecretName: string;
  readonly builderImage: string;
  /** What it pushes. */
  readonly reference: string;
}

export interface BuildSettingsModel extends BuildSettingsSpec {
  readonly historyLimit: number;
}

/** Where pods of OpenShift pull what ImageStreams hold. */
const REGISTRY = 'image-registry.openshift-image-registry.svc:5000';

/** Its tags say that it needs no root. */
const BUILDER_IMAGE = 'docker.io/moby/buildkit:v0.25.1-rootless';

const DOWNLOAD_IMAGE = 'docker.io/library/maven:3.9-eclipse-temurin-21';

/** What a build begins with, and where it belongs. */
export interface BuildPlace {
  readonly name: string;
  readonly namespace: string;
  /** The Kafka image. */
  readonly base: string;
}

/** A build, and the reference of what comes of it. */
export interface CompletedBuild {
  readonly model: ConnectBuildModel;
  readonly reference: string;
}

const tagOf = (...parts: readonly unknown[]): string => sha256(JSON.stringify(parts)).slice(0, 10);

const settingsOf = (said: BuildSettingsSpec): BuildSettingsModel => ({
  ...said,
  historyLimit: said.historyLimit ?? 5,
});

export function completeBuild(
  said: ConnectBuildSpec | undefined,
  place: BuildPlace,
): CompletedBuild {
  if (said === undefined) return { model: { kind: 'none' }, reference: place.base };
  if (said.kind === 'image') return { model: { kind: 'none' }, reference: said.image };
  const { base } = place;
  const settings = settingsOf(said.settings);
  if (said.kind === 's2i') {
    const { kind, source, webhookSecretName } = said;
    const builderTag = tagOf(base);
    const model = { kind, source, webhookSecretName, settings, builderTag, base };
    return { model, reference: inRegistry(place, 'latest') };
  }
  return dockerfileBuild(said, place, settings);
}

/** The tag is by what the image is made of, but for images that CI builds: somebody else names those. */
function dockerfileBuild(
  said: Extract<ConnectBuildSpec, { readonly kind: 'dockerfile' }>,
  place: BuildPlace,
  settings: BuildSettingsModel,
): CompletedBuild {
  const { kind, plugins, image, job, downloadImage = DOWNLOAD_IMAGE } = said;
  const { base } = place;
  const tag = tagOf(base, plugins, downloadImage);
  const common = { kind, plugins, downloadImage, settings, base };
  if (image === undefined) {
    return { model: { ...common, tag, job: undefined }, reference: inRegistry(place, tag) };
  }
  if (job === undefined)
    return { model: { ...common, tag: undefined, job: undefined }, reference: image };
  const { pushSecretName, builderImage = BUILDER_IMAGE } = job;
  const reference = `${image}:${tag}`;
  return { model: { ...common, tag, job: { pushSecretName, builderImage, reference } }, reference };
}

const inRegistry = ({ namespace, name }: BuildPlace, tag: string): string =>
  `${REGISTRY}/${namespace}/${connectName(name)}:${tag}`;

/** Name of the file that is downloaded: as said, or the end of the address. */
export const fileNameOf = ({ fileName, url }: DownloadSpec): string =>
  fileName ??
  url
    .replace(/[?#].*$/, '')
    .split('/')
    .at(-1) ??
  '';

/** `etl-connect-builder:0123456789`, as other objects of OpenShift call it. */
export const builderImage = (name: string, tag: string): string =>
  `${connectBuilderName(name)}:${tag}`;
