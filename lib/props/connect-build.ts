import type { ConnectBuildSpec } from '../spec/connect';

/** Options of an image that somebody else builds. */
export interface ConnectImageOptions {
  /**
   * When the image is pulled: `IfNotPresent`, `Always`, `Never`.
   * @default IfNotPresent
   */
  readonly pullPolicy?: string;
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

  private constructor(private readonly spec: ConnectBuildSpec) {}

  /** @internal */
  public _toSpec(): ConnectBuildSpec {
    return this.spec;
  }
}

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
