import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, Size } from 'cdk8s';
import { KafkaCluster, NodePool, Storage } from 'cdk8s-kafka';
import { synthManifests } from 'cdk8s-kafka/testing';
import { parseAllDocuments } from 'yaml';
import { titlesOf } from '../support/kubernetes';

const outdir = join(tmpdir(), 'cdk8s-kafka-that-is-never-made');
const nodePools = [
  NodePool.combined({ replicas: 3, storage: Storage.persistent({ size: Size.gibibytes(1) }) }),
];
const config = (chart: Chart, name: string): ApiObject =>
  new ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });

describe('synthManifests', () => {
  test('of an app: what is written, in that order', () => {
    const app = new App({ outdir });
    const [first, second] = [new Chart(app, 'first'), new Chart(app, 'second')];
    const before = config(second, 'before');
    config(first, 'behind').addDependency(before);
    new KafkaCluster(new Chart(app, 'kafka', { namespace: 'kafka' }), 'orders', { nodePools });
    const written = parseAllDocuments(app.synthYaml()).map(
      (document) => document.toJS() as unknown,
    );
    expect(synthManifests(app)).toEqual(written);
    expect(titlesOf(synthManifests(app)).slice(0, 2)).toEqual([
      'ConfigMap/before',
      'ConfigMap/behind',
    ]);
  });

  test('of a chart or a construct: what is below it', () => {
    const app = new App({ outdir });
    const chart = new Chart(app, 'chart', { namespace: 'kafka' });
    config(chart, 'other');
    const orders = new KafkaCluster(chart, 'orders', { nodePools });
    expect(titlesOf(synthManifests(chart))).toContain('ConfigMap/other');
    expect(titlesOf(synthManifests(orders))).not.toContain('ConfigMap/other');
    expect(titlesOf(synthManifests(orders))).toContain('StatefulSet/orders-nodes');
  });

  test('throws with all errors of the app', () => {
    const chart = new Chart(new App({ outdir }), 'chart');
    new KafkaCluster(chart, 'Orders', { nodePools });
    expect(() => synthManifests(chart)).toThrow(/NamespaceMissing[^]*ClusterNameForm/);
  });

  test('writes nothing', () => {
    expect(readdirSync(tmpdir())).not.toContain('cdk8s-kafka-that-is-never-made');
  });
});
