import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandContext } from '../../../lib/cli/command';
import { alone } from '../../../lib/cli/kafka/lock';
import { NO_PROGRESS } from '../../../lib/cli/progress';
import { inTemporaryFolder } from '../../pki/support';

const SETTINGS = { namespace: 'kafka', lease: 'orders-kafka-reconciler' };

interface Ran {
  readonly notes: readonly string[];
  readonly error: unknown;
  readonly worked: boolean;
}

/** Works alone, with a kubectl that is this script. */
async function work(script: string, cwd: string): Promise<Ran> {
  const program = join(cwd, 'kubectl');
  writeFileSync(program, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const notes: string[] = [];
  const io: CommandContext['io'] = {
    isTerminal: false,
    columns: undefined,
    result: () => undefined,
    note: (text) => notes.push(text),
    issues: () => undefined,
    progress: () => NO_PROGRESS,
  };
  let worked = false;
  const act = (): Promise<void> => {
    worked = true;
    return Promise.resolve();
  };
  process.env['KUBECTL'] = program;
  try {
    await alone(SETTINGS, { io, cwd, now: () => new Date() }, act);
    return { notes, error: undefined, worked };
  } catch (error) {
    return { notes, error, worked };
  } finally {
    delete process.env['KUBECTL'];
  }
}

const lease = (spec: object): string =>
  JSON.stringify({ metadata: { name: 'x', resourceVersion: '7' }, spec });

test('the Lease is taken by the version that was read, and given back', async () => {
  await inTemporaryFolder(async (cwd) => {
    const calls = join(cwd, 'calls');
    const { worked, notes } = await work(`echo "$*" >> ${calls}\necho '${lease({})}'`, cwd);
    expect([worked, notes]).toEqual([true, []]);
    const [read, take, give] = readFileSync(calls, 'utf8').split('\n');
    expect(read).toContain('-n kafka get lease orders-kafka-reconciler');
    expect(take).toMatch(/patch lease .*"resourceVersion":"7".*"holderIdentity":"cdk8s-kafka on /);
    expect(give).toMatch(/patch lease .*"holderIdentity":""/);
  });
});

test('while a run in the cluster holds it, nothing is done', async () => {
  await inTemporaryFolder(async (cwd) => {
    const spec = { holderIdentity: 'pod-1', renewTime: new Date().toISOString() };
    const { worked, error } = await work(`echo '${lease(spec)}'`, cwd);
    expect(worked).toBe(false);
    expect(String(error)).toContain('another run is under way: pod-1');
  });
});

test('where no Lease is to be had, it is done and said', async () => {
  await inTemporaryFolder(async (cwd) => {
    const { worked, notes } = await work(`echo 'connection refused' >&2; exit 1`, cwd);
    expect(worked).toBe(true);
    expect(notes.join()).toMatch(/^no lock: kubectl cannot take Lease orders-kafka-reconciler/);
  });
});
