import { factsOfCluster } from '../../lib/model/cluster-facts';
import { cluster, migrating, pool, zooKeeper } from '../support/build';

const onZooKeeper = (clusterId: string | undefined) =>
  cluster({ version: '3.9.1', zooKeeper: zooKeeper(), nodePools: [pool()], clusterId });

const ID = 'ySzSMXJ5RMS7fEW0ZyQw7A';

test('in KRaft mode the id of a cluster is known by its name', () => {
  const one = cluster();
  expect(factsOfCluster(one).clusterId).toBe(one.clusterId);
});

test('on ZooKeeper Kafka chooses the id, and none is expected of it', () => {
  expect(factsOfCluster(onZooKeeper(undefined)).clusterId).toBeUndefined();
});

test('on ZooKeeper an id that was given is expected', () => {
  expect(factsOfCluster(onZooKeeper(ID)).clusterId).toBe(ID);
});

test('in a migration the id is the given one', () => {
  expect(factsOfCluster(migrating('dualWrite', { clusterId: ID })).clusterId).toBe(ID);
});
