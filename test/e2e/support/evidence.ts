import { mkdirSync, writeFileSync } from 'node:fs';
import { type Pod, list, tryKubectl } from './kubectl';

const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  'objects.txt': [
    'get',
    'pods,statefulsets,pvc,pdb,services,configmaps,leases,events',
    '-o',
    'wide',
  ],
  'pods.txt': ['describe', 'pods'],
  'events.txt': ['get', 'events', '--sort-by=.lastTimestamp'],
  'runtime.yaml': ['get', 'leases,configmaps', '-o', 'yaml'],
};

/** Saves what explains a failure. Secrets are left out: the folder may be kept by a CI system. */
export async function saveEvidence(namespace: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const save = async (file: string, args: readonly string[]): Promise<void> => {
    const { code, stdout } = await tryKubectl(['-n', namespace, ...args], { timeoutSeconds: 60 });
    // There is no previous log of a container that never ended.
    if (code === 0) writeFileSync(`${folder}/${file}`, stdout);
  };
  for (const [file, args] of Object.entries(COMMANDS)) await save(file, args);
  const clientLogs = 'for f in /clients/load/*/*.err; do echo "== $f"; tail -c 200000 "$f"; done';
  await save('load.txt', ['exec', 'clients', '-c', 'kafka', '--', 'sh', '-c', clientLogs]);
  const pods = await list<Pod>(['-n', namespace, 'pods']).catch(() => []);
  for (const { metadata, spec } of pods) {
    for (const { name } of spec.containers) {
      const logs = ['logs', metadata.name, '-c', name, '--timestamps'];
      await save(`${metadata.name}.${name}.log`, logs);
      await save(`${metadata.name}.${name}.previous.log`, [...logs, '--previous']);
    }
  }
}
