import type {
  BuildSettingsSpec,
  BuiltPluginSpec,
  ConnectBuildSpec,
  DownloadSpec,
  PluginArtifactSpec,
  S2iSourceSpec,
} from '../spec/connect';
import { resourcesSpec } from './pod-options';
import type { ResourceOptions } from './pod-options';

/** Options of an image that somebody else builds. */
export interface ConnectImageOptions {
  /**
   * When the image is pulled: `IfNotPresent`, `Always`, `Never`.
   * @default IfNotPresent
   */
  readonly pullPolicy?: string;
}

/** How OpenShift runs a build. */
export interface ConnectBuildOptions {
  /**
   * Secret to pull the Kafka image with.
   * @default - none
   */
  readonly pullSecretName?: string;
  /**
   * Builds that are kept, of those that went well and of those that failed.
   * @default 5
   */
  readonly historyLimit?: number;
  /**
   * CPU and memory of the build.
   * @default - those that the namespace gives
   */
  readonly resources?: ResourceOptions;
  /**
   * Labels that the host of the build must have.
   * @default - any host
   */
  readonly nodeSelector?: { readonly [label: string]: string };
}

/** A Git repository with plugins. */
export interface S2iGitOptions {
  /** Address of the repository. */
  readonly uri: string;
  /**
   * Branch, tag or commit.
   * @default - the default branch
   */
  readonly ref?: string;
  /**
   * Folder of the plugins in it.
   * @default - its root
   */
  readonly contextDir?: string;
  /**
   * Secret to read it with.
   * @default - none: it is public
   */
  readonly secretName?: string;
}

/** Where source-to-image takes plugins from: folders, jars and archives. */
export class S2iSource {
  /** A Git repository. */
  public static git(options: S2iGitOptions): S2iSource {
    const { uri, ref, contextDir, secretName } = options;
    return new S2iSource({ kind: 'git', uri, ref, contextDir, secretName });
  }

  /** What is sent with the build: `oc start-build <name>-connect --from-dir plugins`. */
  public static binary(): S2iSource {
    return new S2iSource({ kind: 'binary' });
  }

  private constructor(private readonly spec: S2iSourceSpec) {}

  /** @internal */
  public _toSpec(): S2iSourceSpec {
    return this.spec;
  }
}

/** A build by source-to-image. */
export interface S2iBuildOptions extends ConnectBuildOptions {
  /** Where the plugins come from. */
  readonly source: S2iSource;
  /**
   * Secret (`WebHookSecretKey`) of a webhook that starts a build.
   * @default - no webhook
   */
  readonly webhookSecretName?: string;
}

/** A file to download. */
export interface DownloadOptions {
  /**
   * SHA-512 of the file, in hexadecimal.
   * @default - not checked, and warned of
   */
  readonly sha512?: string;
  /**
   * Name of the file.
   * @default - the end of the address
   */
  readonly fileName?: string;
}

/** An artifact of Maven. */
export interface MavenOptions {
  /** Its group: `io.debezium`. */
  readonly group: string;
  /** Its id: `debezium-connector-postgres`. */
  readonly artifact: string;
  /** Its version. */
  readonly version: string;
  /**
   * Address of the repository.
   * @default - Maven Central
   */
  readonly repository?: string;
}

/** A piece of a plugin. */
export class PluginArtifact {
  /** A jar. */
  public static jar(url: string, options: DownloadOptions = {}): PluginArtifact {
    return PluginArtifact.download('jar', url, options);
  }

  /** A `.tar.gz`, which is unpacked. */
  public static tgz(url: string, options: DownloadOptions = {}): PluginArtifact {
    return PluginArtifact.download('tgz', url, options);
  }

  /** A `.zip`, which is unpacked. */
  public static zip(url: string, options: DownloadOptions = {}): PluginArtifact {
    return PluginArtifact.download('zip', url, options);
  }

  /** Any other file, as it is. */
  public static other(url: string, options: DownloadOptions = {}): PluginArtifact {
    return PluginArtifact.download('other', url, options);
  }

  /** A jar of a Maven repository, with all that it needs at run time. */
  public static maven(options: MavenOptions): PluginArtifact {
    const { group, artifact, version, repository } = options;
    return new PluginArtifact({ kind: 'maven', group, artifact, version, repository });
  }

  /**
   * A folder of another image.
   * @param image the whole reference
   * @param path the folder in it
   */
  public static image(image: string, path: string): PluginArtifact {
    return new PluginArtifact({ kind: 'image', image, path });
  }

  private static download(
    kind: DownloadSpec['kind'],
    url: string,
    { sha512, fileName }: DownloadOptions,
  ): PluginArtifact {
    return new PluginArtifact({ kind, url, sha512, fileName });
  }

  private constructor(private readonly spec: PluginArtifactSpec) {}

  /** @internal */
  public _toSpec(): PluginArtifactSpec {
    return this.spec;
  }
}

/** A plugin that is built into the image. */
export interface BuiltPlugin {
  /** Name of its folder below the plugin path. */
  readonly name: string;
  /** What it consists of. */
  readonly artifacts: PluginArtifact[];
}

/** A Job that builds the image in the Kubernetes cluster, by BuildKit without root. */
export interface ConnectBuildJobOptions {
  /**
   * Secret of type `kubernetes.io/dockerconfigjson` with which the image is pushed, and the Kafka image is pulled where it is
   * no public one.
   */
  readonly pushSecretName: string;
  /**
   * Image of BuildKit, one of those without root.
   * @default docker.io/moby/buildkit:v0.25.1-rootless
   */
  readonly builderImage?: string;
}

/** A build by a Dockerfile that is made from declared plugins. */
export interface DockerfileBuildOptions extends ConnectBuildOptions {
  /** The plugins. */
  readonly plugins: BuiltPlugin[];
  /**
   * Where CI pushes the image that it builds from `connect.dockerfile`; with `job` the repository alone
   * (`registry.example.com/etl`), since the tag follows from what is built.
   * @default - OpenShift builds it, into an ImageStream
   */
  readonly image?: string;
  /**
   * A Job that builds the image and pushes it. Its namespace has to admit pods without a seccomp profile.
   * @default - CI builds it
   */
  readonly job?: ConnectBuildJobOptions;
  /**
   * Image in which plugins are downloaded: with a shell, curl, sha512sum, tar, a JDK and Maven.
   * @default docker.io/library/maven:3.9-eclipse-temurin-21
   */
  readonly downloadImage?: string;
}

/** Where the image of Connect workers, with their plugins, comes from. */
export class ConnectBuild {
  /**
   * An image that somebody else builds, on a Kafka image: its plugins are in folders of `/opt/kafka/plugins`.
   * @param image the whole reference, best with a digest
   * @param options when it is pulled
   */
  public static image(image: string, options: ConnectImageOptions = {}): ConnectBuild {
    return new ConnectBuild({ kind: 'image', image, pullPolicy: options.pullPolicy });
  }

  /** Source-to-image on OpenShift: what a repository holds, or what is sent, becomes plugins. */
  public static s2i(options: S2iBuildOptions): ConnectBuild {
    const { source, webhookSecretName } = options;
    const settings = settingsSpec(options);
    return new ConnectBuild({ kind: 's2i', source: source._toSpec(), webhookSecretName, settings });
  }

  /** A Dockerfile from declared plugins, built by OpenShift, by a Job or by CI. */
  public static dockerfile(options: DockerfileBuildOptions): ConnectBuild {
    const { image, downloadImage, job: said } = options;
    const job = said && {
      pushSecretName: said.pushSecretName,
      builderImage: said.builderImage,
    };
    const plugins = options.plugins.map(pluginSpec);
    const settings = settingsSpec(options);
    return new ConnectBuild({ kind: 'dockerfile', plugins, image, job, downloadImage, settings });
  }

  private constructor(private readonly spec: ConnectBuildSpec) {}

  /** @internal */
  public _toSpec(): ConnectBuildSpec {
    return this.spec;
  }
}

const pluginSpec = ({ name, artifacts }: BuiltPlugin): BuiltPluginSpec => ({
  name,
  artifacts: artifacts.map((artifact) => artifact._toSpec()),
});

const settingsSpec = (options: ConnectBuildOptions): BuildSettingsSpec => ({
  pullSecretName: options.pullSecretName,
  historyLimit: options.historyLimit,
  resources: options.resources && resourcesSpec(options.resources),
  nodeSelector: options.nodeSelector ?? {},
});

/** A plugin that is mounted from an image of its own (image volumes: Kubernetes 1.33, or the feature gate ImageVolume). */
export interface MountedPlugin {
  /** Name of its folder below the plugin path. */
  readonly name: string;
  /** Image that holds the plugin's files, best with a digest. */
  readonly image: string;
  /**
   * When the image is pulled: `IfNotPresent`, `Always`, `Never`.
   * @default IfNotPresent
   */
  readonly pullPolicy?: string;
}
