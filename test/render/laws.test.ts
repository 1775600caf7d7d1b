import { complete } from '../../lib/model/complete';
import type { Manifest } from '../../lib/manifest/manifest';
import { renderManifests } from '../../lib/render/manifests';
import { clusterSpec, listener } from '../support/build';
import { LAWS } from './laws';

const MANIFESTS = renderManifests(
  complete(
    clusterSpec({
      listeners: [
        listener({ type: 'cluster-ip', authentication: { kind: 'tls' } }),
        listener({
          name: 'users',
          port: 9093,
          tls: { kind: 'clusterCa' },
          authentication: { kind: 'plain', users: { shop: { secretName: 'users', key: 'shop' } } },
        }),
      ],
    }),
  ),
);
const TEXT = JSON.stringify(MANIFESTS);
const secrets = { users: ['shop'] };

/** A change of the manifests' text that each law must notice: what is found, and what it becomes. */
const BREACHES: Readonly<Record<string, readonly [from: string, to: string]>> = {
  identitiesAreUnique: ['"name":"orders-kafka-brokers"', '"name":"orders-kafka-bootstrap"'],
  allLieInOneNamespace: ['"name":"orders-kafka","namespace":"kafka"', '"name":"orders-kafka"'],
  namesAreDnsNames: ['"name":"orders-kafka-stop"', '"name":"orders_kafka_stop"'],
  labelsAreLabels: ['"cdk8s-kafka/pool":"brokers"', '"cdk8s-kafka/pool":"-"'],
  selectorsHoldNothingThatChanges: [
    '"matchLabels":{',
    '"matchLabels":{"app.kubernetes.io/version":"4",',
  ],
  setsSelectTheirPods: [
    '"selector":{"matchLabels":{',
    '"selector":{"matchLabels":{"cdk8s-kafka/pool":"x","a":"b",',
  ],
  theGoverningServiceIsHeadless: ['"clusterIP":"None",', ''],
  servicePortsArePodPorts: ['"targetPort":"tcp-users"', '"targetPort":"tcp-user"'],
  portNamesAreUniqueAndShort: [
    '"tcpSocket":{"port":"tcp-replication"}',
    '"tcpSocket":{"port":"tcp-none"}',
  ],
  mountsAndVolumesMatch: ['"mountPath":"/tmp"', '"mountPath":"/var/run/cdk8s-kafka"'],
  configMapsAndSecretsHaveTheirKeys: ['"key":"tls.key"', '"key":"key.pem"'],
  commandsAreMountedFiles: ['/opt/cdk8s-kafka/bin/stop.sh', '/opt/cdk8s-kafka/bin/halt.sh'],
  podsAreRestricted: ['"allowPrivilegeEscalation":false', '"allowPrivilegeEscalation":true'],
  thereIsTimeToStop: ['"terminationGracePeriodSeconds":435', '"terminationGracePeriodSeconds":420'],
  serviceAccountsAndRolesAreThere: [
    '"serviceAccountName":"orders-kafka"',
    '"serviceAccountName":"default"',
  ],
  rightsAreForObjectsThatAreThere: [
    '"resourceNames":["orders-kafka-founding"]',
    '"resourceNames":["other"]',
  ],
  everySetMaySeeItself: ['"resourceNames":["orders-controllers",', '"resourceNames":['],
  everyPodIsInOneBudget: [
    '"cdk8s-kafka/controller":"true","cdk8s-kafka/broker":"false"',
    '"a":"b"',
  ],
  everyPortHasARule: ['"ports":[{"port":9093,', '"ports":[{"port":9095,'],
  noRuleHasAnEmptyListOfPeers: ['"from":[{"podSelector":{}}]', '"from":[]'],
  portsBetweenNodesAreForNodes: [
    '"port":9090,"protocol":"TCP"}],"from":[',
    '"port":9090,"protocol":"TCP"}],"from":[{"podSelector":{}},',
  ],
  noSecretIsInAManifest: ['required user_shop=\\"${dir:', 'required user_shop=\\"hunter2'],
  propertiesAreParsedAsWritten: ['node.id=${env:NODE_ID}', 'node.id=\\\\'],
  propertiesAreAscii: ['super.users=', 'super.users=User:M\u00fcller;'],
  keysAreKnownToTheVersion: ['log.dirs=', 'log.directories='],
  listenerSettingsAreOfListeners: ['listener.name.users-9093.ssl', 'listener.name.user-9093.ssl'],
  listenersAreThePodsPorts: ['USERS-9093://0.0.0.0:9093', 'USERS-9093://0.0.0.0:9095'],
  advertisedHostsExist: [
    '.orders-kafka-brokers.kafka.svc.cluster.local:9091',
    '.orders-kafka-broker.kafka.svc.cluster.local:9091',
  ],
  advertisedHostsAreInTheCertificate: [
    '"orders-brokers-plain-100.kafka.svc"',
    '"orders-brokers-plain-900.kafka.svc"',
  ],
  referencesResolve: ['/secrets/users:shop}', '/secrets/users:shopp}'],
  allowedPathsAreThere: [
    'param.allowed.paths=/opt/cdk8s-kafka/config',
    'param.allowed.paths=/opt/none',
  ],
  certificateStoresAreMade: ["TRUSTSTORES='cluster-ca clients-ca'", "TRUSTSTORES='cluster-ca'"],
  theScriptIsToldTheSame: ["NODE_ROLES='broker'", "NODE_ROLES='controller'"],
  controllersAreWhereTheyAreSought: [
    "INITIAL_CONTROLLERS='0@orders",
    "INITIAL_CONTROLLERS='7@orders",
  ],
};

describe('laws of manifests notice a breach', () => {
  test('and each law has one here', () => {
    expect(Object.keys(BREACHES).sort()).toEqual(Object.keys(LAWS).sort());
  });

  test.each(Object.entries(BREACHES))('%s', (name, [from, to]) => {
    const law = LAWS[name] ?? ((): readonly string[] => []);
    expect(law({ manifests: MANIFESTS, secrets })).toEqual([]);
    expect(TEXT).toContain(from);
    const broken = JSON.parse(TEXT.replaceAll(from, () => to)) as readonly Manifest[];
    expect(law({ manifests: broken, secrets })).not.toEqual([]);
  });
});
