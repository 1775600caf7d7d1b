import type { Duration, Size } from 'cdk8s';
import type { ReconcilerSpec } from '../spec/reconciler';
import type { ResourceOptions } from './pod-options';
import { resourcesSpec } from './pod-options';
import { bytesOf, secondsOf } from './units';

/** What may be deleted in Kafka that has left the program. What the program never made is never deleted. */
export enum PrunePolicy {
  /** Nothing. */
  NEVER = 'never',
  /** ACLs. */
  ACLS = 'acls',
  /** ACLs, quotas and SCRAM users. */
  ACLS_AND_USERS = 'aclsAndUsers',
  /** These, and topics whose removal policy is to delete. */
  ALL = 'all',
}

/** What is done about something that was changed behind the program's back. */
export enum DriftAction {
  /** It is set back. */
  REVERT = 'revert',
  /** It stays, and is taken as what was wanted until the program changes. */
  ADOPT = 'adopt',
  /** It stays, and is reported each time. */
  IGNORE = 'ignore',
}

/** Who applies the manifests: a Job cannot be changed, and each has its own way to run one again. */
export enum Delivery {
  /** `kubectl apply`: the name of the Job holds a hash of its content. */
  KUBECTL = 'kubectl',
  /** Argo CD: a hook of the sync. */
  ARGO_CD = 'argoCd',
  /** Flux: the Job is replaced when it changes. */
  FLUX = 'flux',
}

/** A rule of the safety table that is set aside. */
export interface WaiverOptions {
  /** Name of the rule: `RetentionCut`. */
  readonly rule: string;
  /** What for: `topic:orders.v1`, or `*`. */
  readonly subject: string;
  /** Why it is in order here, for the next reader. */
  readonly reason: string;
}

/** Options of the reconciler in the cluster. */
export interface ReconcilerJobOptions {
  /**
   * When the live cluster is compared with the program (cron).
   * @default - every 10 minutes
   */
  readonly schedule?: string;
  /**
   * Whether the scheduled run also makes true what differs. Otherwise it reports: an Event, and a Job that failed.
   * @default false
   */
  readonly repair?: boolean;
  /**
   * What may be deleted.
   * @default PrunePolicy.NEVER
   */
  readonly prune?: PrunePolicy;
  /**
   * Who applies the manifests.
   * @default Delivery.KUBECTL
   */
  readonly delivery?: Delivery;
  /**
   * What is done about topics that were changed behind the program's back.
   * @default DriftAction.REVERT
   */
  readonly topicDrift?: DriftAction;
  /**
   * The same of SCRAM users.
   * @default DriftAction.REVERT
   */
  readonly userDrift?: DriftAction;
  /**
   * The same of quotas.
   * @default DriftAction.REVERT
   */
  readonly quotaDrift?: DriftAction;
  /**
   * The same of ACLs.
   * @default DriftAction.REVERT
   */
  readonly aclDrift?: DriftAction;
  /**
   * Whether configuration of a topic that the program does not name is removed.
   * @default false
   */
  readonly pruneTopicConfig?: boolean;
  /**
   * Most deletions in one run; with more of them nothing is deleted.
   * @default 20
   */
  readonly maxDeletes?: number;
  /**
   * Rules of the safety table that are set aside.
   * @default - none
   */
  readonly waivers?: WaiverOptions[];
  /**
   * What may be copied in a second when the replication factor of topics changes.
   * @default - 50 MiB
   */
  readonly reassignmentThrottle?: Size;
  /**
   * Image with Node 20 or newer.
   * @default - docker.io/library/node:22-alpine
   */
  readonly image?: string;
  /**
   * When the image is pulled: `Always`, `IfNotPresent`, `Never`.
   * @default IfNotPresent
   */
  readonly imagePullPolicy?: string;
  /**
   * Secrets with which the image is pulled.
   * @default - none
   */
  readonly imagePullSecrets?: string[];
  /**
   * CPU and memory.
   * @default - 50m and 256 MiB
   */
  readonly resources?: ResourceOptions;
  /**
   * Labels that a host must have.
   * @default - any host
   */
  readonly nodeSelector?: { readonly [label: string]: string };
  /**
   * How long a run waits for Kafka to answer.
   * @default - 10 minutes
   */
  readonly waitForKafka?: Duration;
  /**
   * How long a run may take.
   * @default - 1 hour
   */
  readonly timeout?: Duration;
  /**
   * Secret (`kubernetes.io/tls`) with the reconciler's certificate, subject `CN=<cluster>-kafka-reconciler,O=cdk8s-kafka`.
   * Only with `Certificates.provided`; the others make it.
   * @default - `<cluster>-kafka-reconciler`
   */
  readonly certificateSecretName?: string;
}

/** How topics, users, quotas and ACLs of the program get into Kafka. */
export class Reconciler {
  /** A Job for each change of the program, and a CronJob that compares. No operator, no custom resource. */
  public static job(options: ReconcilerJobOptions = {}): Reconciler {
    return new Reconciler({
      kind: 'job',
      delivery: options.delivery,
      schedule: options.schedule,
      scheduled: options.repair === undefined ? undefined : options.repair ? 'apply' : 'drift',
      prune: options.prune,
      drift: {
        ...(options.topicDrift === undefined ? {} : { topics: options.topicDrift }),
        ...(options.userDrift === undefined ? {} : { users: options.userDrift }),
        ...(options.quotaDrift === undefined ? {} : { quotas: options.quotaDrift }),
        ...(options.aclDrift === undefined ? {} : { acls: options.aclDrift }),
      },
      unknownTopicConfig:
        options.pruneTopicConfig === undefined
          ? undefined
          : options.pruneTopicConfig
            ? 'prune'
            : 'keep',
      maxDeletes: options.maxDeletes,
      waivers: options.waivers ?? [],
      reassignmentThrottle: bytesOf(options.reassignmentThrottle),
      image: options.image,
      imagePullPolicy: options.imagePullPolicy,
      imagePullSecrets: options.imagePullSecrets ?? [],
      resources: options.resources && resourcesSpec(options.resources),
      nodeSelector: options.nodeSelector ?? {},
      waitSeconds: secondsOf(options.waitForKafka),
      timeoutSeconds: secondsOf(options.timeout),
      certificateSecretName: options.certificateSecretName,
    });
  }

  /** Nothing in the cluster: the command line does it (`cdk8s-kafka plan`, `apply`, `drift`). */
  public static none(): Reconciler {
    return new Reconciler({ kind: 'none' });
  }

  private constructor(private readonly spec: ReconcilerSpec) {}

  /** @internal */
  public _toSpec(): ReconcilerSpec {
    return this.spec;
  }
}
