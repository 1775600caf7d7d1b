import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { parseAllDocuments } from 'yaml';
import { destroyNamespace, makeNamespace } from '../support/cluster';
import { kubectl } from '../support/kubectl';
import { expect } from '../support/outcome';
import { run } from '../support/process';
import { type Group, defineGroup } from '../support/suite';

const REPOSITORY = resolve(__dirname, '..', '..', '..');
const NAMESPACE = 'e2e-quick-start';

interface Documents {
  readonly text: string;
  readonly count: number;
}

/** The program of the README, run as the user runs it, but for its namespace. */
async function synthQuickStart(): Promise<Documents> {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk8s-kafka-e2e-quick-start-'));
  const { code, stderr } = await run(
    process.execPath,
    ['--import', 'tsx', 'examples/quickstart.ts'],
    { cwd: REPOSITORY, env: { CDK8S_OUTDIR: outdir, TSX_TSCONFIG_PATH: 'tsconfig.dev.json' } },
  );
  expect(code === 0, `examples/quickstart.ts: ${stderr}`);
  const texts = readdirSync(outdir).map((file) => readFileSync(join(outdir, file), 'utf8'));
  const documents = texts.flatMap((text) =>
    parseAllDocuments(text).map((document) => document.toJSON() as object),
  );
  const items = documents.map((document) => inNamespace(document));
  return { text: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }), count: items.length };
}

function inNamespace(document: object): object {
  const { metadata } = document as { readonly metadata: { readonly namespace?: string } };
  expect(metadata.namespace !== undefined, `no namespace: ${JSON.stringify(metadata)}`);
  return { ...document, metadata: { ...metadata, namespace: NAMESPACE } };
}

export const quickStart: Group = defineGroup<Documents>({
  name: 'quick-start',
  namespace: NAMESPACE,
  deploy: async (scene) => {
    scene.progress.begin('synth');
    const documents = await synthQuickStart();
    await makeNamespace(NAMESPACE);
    return documents;
  },
  recovered: () => Promise.resolve(),
  destroy: () => destroyNamespace(NAMESPACE),
  scenarios: [
    {
      name: 'api-server-accepts-all',
      smoke: true,
      run: async ({ text, count }, scene) => {
        const output = await kubectl(
          ['apply', '--server-side', '--dry-run=server', '--validate=strict', '-f', '-'],
          {
            input: text,
          },
        );
        const accepted = output
          .split('\n')
          .filter((line) => line.includes('serverside-applied')).length;
        expect(accepted === count, `${accepted} of ${count} objects accepted: ${output}`);
        expect(!/warning/i.test(output), output);
        scene.note(`${count} objects`);
      },
    },
  ],
});
