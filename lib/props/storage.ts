import type { Size } from 'cdk8s';
import type { StorageSpec, VolumeSpec } from '../spec/storage';
import { bytesOf } from './units';

/** An `emptyDir`: gone with the pod. */
export interface EphemeralStorageOptions {
  /**
   * Most that the volume may hold; beyond it the kubelet evicts the pod.
   * @default - as much as the host has
   */
  readonly sizeLimit?: Size;
}

/** A PersistentVolumeClaim for each node. */
export interface PersistentStorageOptions {
  /** Size of the volume. Can grow later where the StorageClass allows it; shrinking is refused by Kubernetes. */
  readonly size: Size;
  /**
   * StorageClass of the claim.
   * @default - the default class of the Kubernetes cluster
   */
  readonly storageClassName?: string;
  /**
   * Labels that a PersistentVolume must have.
   * @default - any volume
   */
  readonly selector?: { readonly [label: string]: string };
  /**
   * Whether the claims are deleted together with the StatefulSet. Scaling down keeps them in any case. With several volumes that are
   * bound to hosts a new pod may stay Pending: `docs/operations.md`.
   * @default false
   */
  readonly deleteClaim?: boolean;
}

/** A volume of a JBOD that goes with the pod. */
export interface EphemeralVolumeOptions extends EphemeralStorageOptions {
  /** Number of the volume, unique in the pool. It becomes a part of the volume's name and never changes. */
  readonly id: number;
  /**
   * Whether the metadata log lies on this volume.
   * @default - on the volume with the lowest id
   */
  readonly metadata?: boolean;
}

/** A volume of a JBOD with a claim. */
export interface PersistentVolumeOptions extends PersistentStorageOptions {
  /** Number of the volume, unique in the pool. It becomes a part of the claim's name and never changes. */
  readonly id: number;
  /**
   * Whether the metadata log lies on this volume.
   * @default - on the volume with the lowest id
   */
  readonly metadata?: boolean;
}

function volumeSpec(
  kind: VolumeSpec['kind'],
  options: Partial<PersistentVolumeOptions> & EphemeralStorageOptions,
): VolumeSpec {
  return {
    id: options.id,
    kind,
    sizeBytes: bytesOf(options.size ?? options.sizeLimit),
    storageClassName: options.storageClassName,
    selector: options.selector,
    deleteClaim: options.deleteClaim,
    metadata: options.metadata,
  };
}

/** One of several volumes of a node (JBOD). */
export class Volume {
  /** A volume with a PersistentVolumeClaim `data-<id>-<pod>`. */
  public static persistent(options: PersistentVolumeOptions): Volume {
    return new Volume(volumeSpec('persistent', options));
  }

  /** A volume that goes with the pod. */
  public static ephemeral(options: EphemeralVolumeOptions): Volume {
    return new Volume(volumeSpec('ephemeral', options));
  }

  private constructor(private readonly spec: VolumeSpec) {}

  /** @internal */
  public _toSpec(): VolumeSpec {
    return this.spec;
  }
}

/** Where a node keeps its logs. Names of claims and folders are those of Strimzi, so that volumes can move. */
export class Storage {
  /** Storage that goes with the pod: for tests and development. */
  public static ephemeral(options: EphemeralStorageOptions = {}): Storage {
    return new Storage({ kind: 'single', volumes: [volumeSpec('ephemeral', options)] });
  }

  /** One volume with a PersistentVolumeClaim `data-<pod>`. */
  public static persistent(options: PersistentStorageOptions): Storage {
    return new Storage({ kind: 'single', volumes: [volumeSpec('persistent', options)] });
  }

  /** Several volumes, each a directory of `log.dirs` (KIP-112, KIP-858). */
  public static jbod(volumes: Volume[]): Storage {
    return new Storage({ kind: 'jbod', volumes: volumes.map((volume) => volume._toSpec()) });
  }

  private constructor(private readonly spec: StorageSpec) {}

  /** @internal */
  public _toSpec(): StorageSpec {
    return this.spec;
  }
}
