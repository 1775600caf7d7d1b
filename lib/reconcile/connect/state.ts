/** What the last runs made true of one connector. */
export interface AppliedConnector {
  /** Digests of the values: the values may be secrets, and nobody has to read them. */
  readonly digests: Readonly<Record<string, string>>;
  /** What the program said of its removal when it was last applied. */
  readonly removal: 'retain' | 'delete';
  /** Times that failed tasks were started anew since it last ran, and when that was, in ms. */
  readonly restarts: number;
  readonly restartedAt: number;
  /** Digest of the request for other offsets that was carried out last. */
  readonly offsets?: string | undefined;
}

/** Connectors that were applied, by workers and name: `etl/files`. */
export type AppliedConnectors = Readonly<Record<string, AppliedConnector>>;

/** Where they are kept. */
export interface ConnectorStore {
  load(): Promise<AppliedConnectors>;
  save(connectors: AppliedConnectors): Promise<void>;
}

export const connectorKey = (connect: string, name: string): string => `${connect}/${name}`;
