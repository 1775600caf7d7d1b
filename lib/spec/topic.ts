import type { Said } from './said';

/** What the user said about a topic: plain data without defaults. */
export interface TopicSpec {
  readonly name: string;
  readonly partitions: number | undefined;
  readonly replicationFactor: number | undefined;
  /** Kafka's keys of topics. */
  readonly config: Readonly<Record<string, string>>;
  readonly removal: 'retain' | 'delete' | undefined;
  readonly paused: boolean | undefined;
  readonly said: Said;
}
