import { until } from '../support/kubectl';
import { expect, expectEqual } from '../support/outcome';
import type { Scene } from '../support/suite';
import {
  type ConnectDeployment,
  REST_LOGIN,
  inWorker,
  waitForWorkers,
  workers,
} from './deployment';

const CA = '/opt/cdk8s-kafka/certs/rest-ca/ca.crt';

/** What curl gets of a path of the REST API, by the names of its Service and of a pod: the status, or why not. */
async function status(
  { namespace }: ConnectDeployment,
  url: string,
  options: readonly string[],
): Promise<string> {
  const quoted = options.map((option) => `'${option}'`).join(' ');
  const script = `curl -s -o /dev/null --max-time 20 -w '%{http_code}' ${quoted} '${url}' || echo " curl $?"`;
  return (await inWorker(namespace, 'etl-connect-1', script)).stdout.trim();
}

/** Who brings no password is refused, who speaks no TLS is not understood, and workers are who their certificate says. */
export async function restAsks(deployment: ConnectDeployment, scene: Scene): Promise<void> {
  const service = `etl-connect-api.${deployment.namespace}.svc:8083`;
  const pod = `etl-connect-2.etl-connect.${deployment.namespace}.svc.cluster.local:8083`;
  const user = ['--user', `${REST_LOGIN.username}:${REST_LOGIN.password}`];
  const trust = ['--cacert', CA];
  const cases: readonly (readonly [string, string, readonly string[], RegExp])[] = [
    ['with the password', `https://${service}/connectors`, [...trust, ...user], /^200$/],
    ['by the name of a pod', `https://${pod}/connectors`, [...trust, ...user], /^200$/],
    ['without one', `https://${service}/connectors`, trust, /^401$/],
    ['with another', `https://${service}/`, [...trust, '--user', 'admin:x'], /^401$/],
    ['without one, for its health', `https://${service}/health`, trust, /^401$/],
    ['without TLS', `http://${service}/`, user, /^(000 curl|400$)/],
    ['without the CA', `https://${service}/`, user, /^000 curl 60$/],
    [
      'beside TLS, from another pod',
      `http://${pod.replace('8083', '8084')}/`,
      user,
      /^000 curl (7|28)$/,
    ],
  ];
  const told: string[] = [];
  for (const [how, url, options, wanted] of cases) {
    const found = await status(deployment, url, options);
    expect(wanted.test(found), `${how}: ${found}`);
    told.push(`${how}: ${found}`);
  }
  expectEqual(told.length, cases.length, 'answers');
  scene.note(told.join('; '));
}

/** The serial number of the certificate that a worker shows. */
async function serialOf(deployment: ConnectDeployment, pod: string): Promise<string> {
  const script = `openssl s_client -connect 127.0.0.1:8083 </dev/null 2>/dev/null | openssl x509 -noout -serial`;
  return (await inWorker(deployment.namespace, pod, script)).stdout.trim();
}

/** Each worker starts anew for a new certificate, one after the other, and in its container. */
export async function renewedCertificate(
  deployment: ConnectDeployment,
  scene: Scene,
): Promise<void> {
  const { namespace, authority } = deployment;
  const pods = await workers(namespace);
  const serials = new Map<string, string>();
  for (const { metadata } of pods)
    serials.set(metadata.name, await serialOf(deployment, metadata.name));
  const begun = Date.now();
  await authority.renew();
  const took: string[] = [];
  for (const { metadata } of pods) {
    await until(`${metadata.name} shows another certificate`, 420, async () => {
      const serial = await serialOf(deployment, metadata.name);
      expect(serial !== '' && serial !== serials.get(metadata.name), serial);
      return true;
    });
    took.push(`${metadata.name} ${((Date.now() - begun) / 1000).toFixed(0)} s`);
  }
  await waitForWorkers(namespace, 120);
  const uids = (await workers(namespace)).map(({ metadata }) => metadata.uid);
  expectEqual(uids.join(), pods.map(({ metadata }) => metadata.uid).join(), 'pods');
  scene.note(`another certificate after ${took.join(', ')}, in the same pods`);
}
