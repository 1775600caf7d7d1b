// Controllers that have left ZooKeeper.
import { ZooKeeperMigration } from 'cdk8s-kafka';
import { migratingProgram } from '../../support/migrating-program';

export const app = migratingProgram(ZooKeeperMigration.finish());

export const show = ['ConfigMap/orders-controllers'];
