// Brokers on ZooKeeper that tell the controllers of themselves.
import { ZooKeeperMigration } from 'cdk8s-kafka';
import { migratingProgram } from '../../support/migrating-program';

export const app = migratingProgram(ZooKeeperMigration.dualWrite());

export const show = ['ConfigMap/orders-brokers'];
