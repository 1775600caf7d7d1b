// Controllers beside a cluster on ZooKeeper: they wait for its brokers.
import { ZooKeeperMigration } from 'cdk8s-kafka';
import { migratingProgram } from '../../support/migrating-program';

export const app = migratingProgram(ZooKeeperMigration.provisionControllers());

export const show = ['ConfigMap/orders-kafka-founding', 'ConfigMap/orders-controllers'];
