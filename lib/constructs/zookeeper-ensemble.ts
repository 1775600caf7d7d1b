import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { IConstruct } from 'constructs';
import { completeEnsemble } from '../model/zookeeper';
import { connectionTo } from '../model/zookeeper-trust';
import { callerOrigin } from '../props/origin';
import { ensembleSpec, ZooKeeperConnection } from '../props/zookeeper';
import type { IZooKeeper, ZooKeeperAttributes, ZooKeeperEnsembleProps } from '../props/zookeeper';
import { renderEnsemble } from '../render/manifests/zookeeper';
import { validate } from '../validate/rule';
import { ENSEMBLE_RULES } from '../validate/rules';
import { emit } from './emit';
import { attachIssues } from './issues';

/** A ZooKeeper ensemble: of this program or of elsewhere. */
export interface IZooKeeperEnsemble extends IConstruct, IZooKeeper {
  /** `host:port`, comma separated, as clients of ZooKeeper write it. */
  readonly connectString: string;
}

/**
 * A ZooKeeper ensemble for Kafka clusters up to 3.9, as a StatefulSet and what else it needs, without an operator.
 *
 * Everything between servers and from clients is mutual TLS. All that is wrong with the props is reported at synth.
 */
export class ZooKeeperEnsemble extends Construct implements IZooKeeperEnsemble {
  /** An ensemble that was made elsewhere. */
  public static fromConnectString(
    scope: Construct,
    id: string,
    attributes: ZooKeeperAttributes,
  ): IZooKeeperEnsemble {
    return new ExistingEnsemble(scope, id, attributes);
  }

  /** Name of the ensemble. */
  public readonly ensembleName: string;
  /** Where clients find it inside of the Kubernetes cluster. */
  public readonly connectString: string;
  /** How Kafka clusters find it. */
  public readonly connection: ZooKeeperConnection;
  /** All names that the certificate of the servers must be good for. */
  public readonly certificateNames: string[];

  public constructor(scope: Construct, id: string, props: ZooKeeperEnsembleProps) {
    super(scope, id);
    const said = { path: this.node.path, origin: callerOrigin() };
    const namespace = Chart.of(this).namespace;
    const model = completeEnsemble(ensembleSpec(props, { name: id, namespace, said }));
    this.ensembleName = model.name;
    this.connectString = model.connectString;
    this.connection = ZooKeeperConnection._of(connectionTo(model));
    this.certificateNames = [...model.certificates.dnsNames];
    attachIssues(this, validate(model, ENSEMBLE_RULES, said));
    emit(this, renderEnsemble(model));
  }
}

class ExistingEnsemble extends Construct implements IZooKeeperEnsemble {
  public readonly connectString: string;
  public readonly connection: ZooKeeperConnection;

  public constructor(scope: Construct, id: string, attributes: ZooKeeperAttributes) {
    super(scope, id);
    this.connectString = attributes.connectString;
    this.connection = ZooKeeperConnection._ofAttributes(attributes);
  }
}
