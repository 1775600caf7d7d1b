import type { ClientAuthenticationSpec, ClientTlsSpec } from './bootstrap';
import type { ImageSpec, PlatformSpec } from './cluster';
import type { ConnectRestSpec } from './connect-rest';
import type { MetricsSpec } from './metrics';
import type { JvmSpec, LoggingSpec, RackSpec, ResourcesSpec } from './node-pool';
import type { KubernetesObject, PodTemplateSpec } from './pod-template';
import type { Said } from './said';

/** A file that is downloaded for a plugin, and what is done with it. */
export interface DownloadSpec {
  readonly kind: 'jar' | 'tgz' | 'zip' | 'other';
  readonly url: string;
  readonly sha512: string | undefined;
  /** Of what is not unpacked; undefined: the end of the address. */
  readonly fileName: string | undefined;
}

/** A jar of a Maven repository with all that it needs at run time. */
export interface MavenArtifactSpec {
  readonly kind: 'maven';
  readonly group: string;
  readonly artifact: string;
  readonly version: string;
  /** Undefined: Maven Central. */
  readonly repository: string | undefined;
}

/** A folder of another image. */
export interface ImageArtifactSpec {
  readonly kind: 'image';
  readonly image: string;
  readonly path: string;
}

export type PluginArtifactSpec = DownloadSpec | MavenArtifactSpec | ImageArtifactSpec;

export interface BuiltPluginSpec {
  readonly name: string;
  readonly artifacts: readonly PluginArtifactSpec[];
}

export type S2iSourceSpec =
  | {
      readonly kind: 'git';
      readonly uri: string;
      readonly ref: string | undefined;
      readonly contextDir: string | undefined;
      readonly secretName: string | undefined;
    }
  | { readonly kind: 'binary' };

/** How OpenShift runs builds. */
export interface BuildSettingsSpec {
  readonly pullSecretName: string | undefined;
  readonly historyLimit: number | undefined;
  readonly resources: ResourcesSpec | undefined;
  readonly nodeSelector: Readonly<Record<string, string>>;
}

/** A build in the Kubernetes cluster itself. */
export interface BuildJobSpec {
  /** Secret (`kubernetes.io/dockerconfigjson`) to push with, and to pull with. */
  readonly pushSecretName: string;
  /** BuildKit without root. */
  readonly builderImage: string | undefined;
}

/** Where the image of the workers comes from. */
export type ConnectBuildSpec =
  | {
      readonly kind: 'image';
      readonly image: string;
      readonly pullPolicy: string | undefined;
    }
  | {
      readonly kind: 's2i';
      readonly source: S2iSourceSpec;
      /** Secret of a webhook that starts a build. */
      readonly webhookSecretName: string | undefined;
      readonly settings: BuildSettingsSpec;
    }
  | {
      readonly kind: 'dockerfile';
      readonly plugins: readonly BuiltPluginSpec[];
      /** Undefined: OpenShift builds it. Of a Job: the repository alone, the tag follows from what is built. */
      readonly image: string | undefined;
      /** Undefined: CI builds it, or OpenShift. */
      readonly job: BuildJobSpec | undefined;
      /** With a shell, curl, sha512sum, tar, a JDK and Maven. */
      readonly downloadImage: string | undefined;
      readonly settings: BuildSettingsSpec;
    };

/** A plugin that is mounted from an image of its own, which holds nothing but its files. */
export interface MountedPluginSpec {
  readonly name: string;
  readonly image: string;
  readonly pullPolicy: string | undefined;
}

/** The three topics in which the workers keep what they know. */
export interface InternalTopicsSpec {
  readonly configTopic: string | undefined;
  readonly offsetTopic: string | undefined;
  readonly statusTopic: string | undefined;
  /** False: the workers make them. */
  readonly declared: boolean | undefined;
  readonly replicationFactor: number | undefined;
  readonly offsetPartitions: number | undefined;
  readonly statusPartitions: number | undefined;
}

/** Who the workers are to Kafka. */
export interface ConnectUserSpec {
  readonly principal: string;
  readonly managed: boolean;
}

/** What the user said about a group of Connect workers: plain data without defaults. */
export interface ConnectSpec {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly version: string | undefined;
  readonly replicas: number;
  readonly groupId: string | undefined;
  /** Name of the listener of the cluster by which the workers come in. */
  readonly listener: string | undefined;
  readonly user: ConnectUserSpec | undefined;
  readonly tls: ClientTlsSpec | undefined;
  /** Of a user whose credentials are not of the program. */
  readonly authentication: ClientAuthenticationSpec | undefined;
  readonly internalTopics: InternalTopicsSpec | undefined;
  readonly exactlyOnceSources: 'disabled' | 'preparing' | 'enabled' | undefined;
  readonly build: ConnectBuildSpec | undefined;
  readonly plugins: readonly MountedPluginSpec[];
  readonly pluginPaths: readonly string[];
  /** Secrets that connectors may refer to. */
  readonly secrets: readonly string[];
  readonly rest: ConnectRestSpec | undefined;
  /** NetworkPolicyPeers that may reach the REST API, besides the workers and the reconciler. */
  readonly restPeers: readonly KubernetesObject[];
  readonly config: Readonly<Record<string, string>>;
  readonly additionalConfigPrefixes: readonly string[];
  readonly rack: RackSpec | undefined;
  readonly platform: PlatformSpec | undefined;
  readonly image: ImageSpec | undefined;
  readonly shutdownSeconds: number | undefined;
  readonly resources: ResourcesSpec | undefined;
  readonly jvm: JvmSpec | undefined;
  readonly logging: LoggingSpec | undefined;
  readonly metrics: MetricsSpec | undefined;
  readonly podTemplate: PodTemplateSpec | undefined;
  readonly said: Said;
}
