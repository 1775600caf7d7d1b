import type { CertificatesSpec } from './certificates';
import type { ImageSpec, PlatformSpec, RollingSpec } from './cluster';
import type { MetricsSpec } from './metrics';
import type { JvmSpec, LoggingSpec, ResourcesSpec } from './node-pool';
import type { PodTemplateSpec } from './pod-template';
import type { Said } from './said';
import type { StorageSpec } from './storage';
import type { ZooKeeperLoginSpec } from './zookeeper-connection';

/** What the user said about an ensemble: plain data without defaults. */
export interface EnsembleSpec {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly clusterDomain: string | undefined;
  readonly version: string | undefined;
  readonly replicas: number;
  readonly storage: StorageSpec | undefined;
  readonly logStorage: StorageSpec | undefined;
  readonly certificates: CertificatesSpec | undefined;
  readonly login: ZooKeeperLoginSpec | undefined;
  readonly platform: PlatformSpec | undefined;
  readonly image: ImageSpec | undefined;
  readonly rolling: RollingSpec | undefined;
  readonly config: Readonly<Record<string, string>>;
  readonly resources: ResourcesSpec | undefined;
  readonly jvm: JvmSpec | undefined;
  readonly logging: LoggingSpec | undefined;
  readonly metrics: MetricsSpec | undefined;
  readonly podTemplate: PodTemplateSpec | undefined;
  readonly said: Said;
}
