// The way back from dual write: controllers stop, and a Job takes their marks out of ZooKeeper.
import { ZooKeeperMigration } from 'cdk8s-kafka';
import { migratingProgram } from '../../support/migrating-program';

export const app = migratingProgram(ZooKeeperMigration.rollBack());

export const show = ['StatefulSet/orders-controllers', 'Job/orders-kafka-roll-back-bd3c044f7a'];
