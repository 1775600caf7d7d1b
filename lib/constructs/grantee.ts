import type { IConstruct } from 'constructs';
import { aclsOf, kafkaAclsCommands } from '../acl';
import type { AclGrant } from '../acl';
import type { AclPermission, WantedAcl } from '../spec/acl';
import type { IKafkaCluster } from './kafka-cluster-interface';
import { Ledger } from './ledger';

/** Somebody who can be given rights. */
export interface IKafkaGrantee extends IConstruct {
  /** Who Kafka takes it for, with the type: `User:billing`. */
  readonly principal: string;
  /** The cluster of the user. */
  readonly cluster: IKafkaCluster;
  /** Whether this program decides what it may do. */
  readonly managed: boolean;
}

/** What came of a grant. */
export class GrantResult {
  /** @internal */
  public static _of(applied: boolean, remedy: readonly string[]): GrantResult {
    return new GrantResult(applied, [...remedy]);
  }

  private constructor(
    /** Whether the rights will be there. They are not given to a user who is made elsewhere. */
    public readonly applied: boolean,
    /** Commands of Kafka's own tools that give the rights where they are not applied. */
    public readonly remedy: string[],
  ) {}
}

/** A request for rights, as somebody wrote it. */
export interface GrantRequest {
  readonly grants: readonly AclGrant[];
  readonly permission: AclPermission;
  readonly host: string;
  /** `orders.grants.consume(group: billing)`. */
  readonly reason: string;
  /** Construct at which it was written. */
  readonly path: string;
  readonly origin: string | undefined;
}

/** Puts the ACLs of a request into the ledger of the cluster, or says what to do instead. */
export function grant(
  grantee: IKafkaGrantee,
  cluster: IKafkaCluster,
  request: GrantRequest,
): GrantResult {
  const { reason, path, origin, host, permission } = request;
  const acls: readonly WantedAcl[] = aclsOf(
    request.grants,
    { principal: grantee.principal, host, origin: { reason, path, origin } },
    permission,
  );
  const ledger = Ledger.of(cluster);
  if (grantee.managed) {
    ledger.addAll('acls', acls);
    return GrantResult._of(true, []);
  }
  ledger.add('refusedGrants', { acls, said: { path, origin } });
  return GrantResult._of(false, kafkaAclsCommands(acls, remedyServer(ledger)));
}

const remedyServer = ({ facts }: Ledger): string => facts.endpoints[0]?.bootstrapServers ?? '';
