/** One data volume as the user said it. */
export interface VolumeSpec {
  /** Number of a JBOD volume; undefined for the only volume of a node. */
  readonly id: number | undefined;
  readonly kind: 'persistent' | 'ephemeral';
  readonly sizeBytes: number | undefined;
  readonly storageClassName: string | undefined;
  readonly selector: Readonly<Record<string, string>> | undefined;
  /** Whether the claim goes when the cluster is removed. */
  readonly deleteClaim: boolean | undefined;
  /** Whether this volume holds the metadata log. */
  readonly metadata: boolean | undefined;
}

/** The storage of each node of a pool. */
export interface StorageSpec {
  readonly kind: 'single' | 'jbod';
  readonly volumes: readonly VolumeSpec[];
}
