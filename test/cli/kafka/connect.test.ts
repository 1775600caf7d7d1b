import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import {
  ConnectBuild,
  ConnectCluster,
  ConnectRest,
  KafkaCluster,
  PluginArtifact,
  SecretRef,
} from 'cdk8s-kafka';
import { connectAccess } from '../../../lib/cli/kafka/connect-access';
import { inTemporaryFolder } from '../../pki/support';
import { cli } from '../support';

const RUN = 'RUN mkdir';

/** Workers whose image CI builds, and others that ask for a password. */
function synthesize(outdir: string): void {
  const app = new App({ outdir });
  const chart = new Chart(app, 'app', { namespace: 'kafka' });
  const cluster = KafkaCluster.fromBootstrap(chart, 'msk', {
    bootstrapServers: 'b-1.example.com:9092',
  });
  const artifacts = [
    PluginArtifact.jar('https://x.example.com/a.jar', { sha512: 'a'.repeat(128) }),
  ];
  const plugins = [{ name: 'p', artifacts }];
  new ConnectCluster(chart, 'etl', {
    cluster,
    replicas: 1,
    build: ConnectBuild.dockerfile({ plugins, image: 'registry.example.com/etl:1' }),
    rest: ConnectRest.http({
      users: [{ username: SecretRef.of('rest', 'name'), password: SecretRef.of('rest', 'word') }],
    }),
  });
  new ConnectCluster(chart, 'mirror', {
    cluster,
    replicas: 1,
    build: ConnectBuild.dockerfile({
      plugins,
      image: 'registry.example.com/mirror',
      job: { pushSecretName: 'registry' },
    }),
  });
  app.synth();
}

const inProgram = <T>(work: (cwd: string) => Promise<T>): Promise<T> =>
  inTemporaryFolder((cwd) => {
    synthesize(join(cwd, 'dist'));
    return work(cwd);
  });

describe('dockerfile', () => {
  test('writes the one of the workers that are named', () =>
    inProgram(async (cwd) => {
      const { exitCode } = await cli('dockerfile dist --connect etl --out Dockerfile', { cwd });
      expect(exitCode).toBe(0);
      expect(readFileSync(join(cwd, 'Dockerfile'), 'utf8')).toContain(RUN);
    }));

  test('finds it where a Job builds from it too', () =>
    inProgram(async (cwd) => {
      expect((await cli('dockerfile dist --connect mirror', { cwd })).output).toContain(RUN);
      const { output } = await cli('dockerfile dist --connect mirror --json', { cwd });
      expect(JSON.parse(output)).toMatchObject({ connect: 'mirror' });
    }));

  test('asks whose where there are several', () =>
    inProgram(async (cwd) => {
      const { exitCode } = await cli('dockerfile dist --out Dockerfile', { cwd });
      expect([exitCode, existsSync(join(cwd, 'Dockerfile'))]).toEqual([2, false]);
    }));
});

/** Workers that answer any question with offsets, and remember who asked. */
async function answering<T>(work: (url: string, asked: () => string) => Promise<T>): Promise<T> {
  let authorization = '';
  const server = createServer((request, response) => {
    ({ authorization = '' } = request.headers);
    const offsets = [{ partition: { filename: '/in' }, offset: { position: 7 } }];
    response.end(JSON.stringify({ offsets }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    return await work(`http://127.0.0.1:${String(port)}`, () => authorization);
  } finally {
    server.close();
  }
}

describe('offsets', () => {
  test('are read with the name and the password of the folder', () =>
    inProgram((cwd) =>
      answering(async (url, asked) => {
        mkdirSync(join(cwd, 'secrets/rest'), { recursive: true });
        writeFileSync(join(cwd, 'secrets/rest/name'), 'admin\n');
        writeFileSync(join(cwd, 'secrets/rest/word'), 'pass');
        const line = `offsets etl/files --app dist --connect etl=${url},mirror=${url} --password-folder secrets`;
        expect((await cli(line, { cwd })).output).toBe('{"filename":"/in"}  {"position":7}');
        expect(asked()).toBe(`Basic ${Buffer.from('admin:pass').toString('base64')}`);
      }),
    ));

  test('of a connector of nobody are a wrong command line', () =>
    inProgram(async (cwd) => {
      const line = 'offsets other/files --app dist --connect direct';
      expect((await cli(line, { cwd })).exitCode).toBe(2);
    }));
});

test('workers that the list does not name are asked for', async () => {
  const desired = { name: 'etl', restUrl: 'http://etl:8083', access: undefined, connectors: [] };
  await expect(
    connectAccess('other=http://x:8083', [desired], () => Promise.resolve(undefined)),
  ).rejects.toThrow("--connect says nothing of 'etl'");
});
