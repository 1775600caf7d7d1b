import * as pulumi from '@pulumi/pulumi';
import { completeEnsemble } from '../model/zookeeper';
import { connectionTo } from '../model/zookeeper-trust';
import { callerOrigin } from '../props/origin';
import { ensembleSpec, ZooKeeperConnection } from '../props/zookeeper';
import type { IZooKeeper, ZooKeeperAttributes, ZooKeeperEnsembleProps } from '../props/zookeeper';
import { renderEnsemble } from '../render/manifests/zookeeper';
import { validate } from '../validate/rule';
import { ENSEMBLE_RULES } from '../validate/rules';
import { withoutAwaiting } from './awaiting';
import { emit } from './emit';
import { logWarnings, refuseErrors } from './issues';

/** A ZooKeeper ensemble: the props of the cdk8s construct, and what its chart would say. */
export interface ZooKeeperEnsembleArgs extends ZooKeeperEnsembleProps {
  /** Namespace of the ensemble; a plain string, as its addresses and certificates contain it. */
  readonly namespace: string;
  /**
   * Whether `pulumi up` ends as soon as the objects are applied.
   * @default false
   */
  readonly skipAwait?: boolean;
}

/** A ZooKeeper ensemble for Kafka clusters up to 3.9: the objects of the cdk8s construct of the same props. */
export class ZooKeeperEnsemble extends pulumi.ComponentResource implements IZooKeeper {
  /** An ensemble that was made elsewhere. */
  public static fromConnectString(attributes: ZooKeeperAttributes): IZooKeeper {
    return { connection: ZooKeeperConnection._ofAttributes(attributes) };
  }

  /** Name of the ensemble. */
  public readonly ensembleName: string;
  /** Where clients find it inside of the Kubernetes cluster. */
  public readonly connectString: string;
  /** How Kafka clusters find it. */
  public readonly connection: ZooKeeperConnection;

  public constructor(
    name: string,
    args: ZooKeeperEnsembleArgs,
    options: pulumi.ComponentResourceOptions = {},
  ) {
    const said = { path: name, origin: callerOrigin() };
    const model = completeEnsemble(ensembleSpec(args, { name, namespace: args.namespace, said }));
    const issues = validate(model, ENSEMBLE_RULES, said);
    refuseErrors(issues);
    super('cdk8s-kafka:index:ZooKeeperEnsemble', name, {}, options);
    this.ensembleName = model.name;
    this.connectString = model.connectString;
    this.connection = ZooKeeperConnection._of(connectionTo(model));
    logWarnings(issues, this);
    const manifests = renderEnsemble(model);
    emit(args.skipAwait === true ? manifests.map(withoutAwaiting) : manifests, {
      parent: this,
      prefix: name,
      poolTimeouts: options.customTimeouts ?? {},
    });
    this.registerOutputs({ ensembleName: this.ensembleName });
  }
}
