// Brokers that have left ZooKeeper, while the controllers still write to it.
import { ZooKeeperMigration } from 'cdk8s-kafka';
import { migratingProgram } from '../../support/migrating-program';

export const app = migratingProgram(ZooKeeperMigration.brokersToKRaft());

export const show = ['ConfigMap/orders-brokers'];
