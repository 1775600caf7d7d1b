/** Where things lie in the reconciler's container. */
export const RECONCILER_BIN = '/opt/reconciler';
export const RECONCILER_ETC = '/etc/reconciler';
export const RECONCILER_RUN = '/run/reconciler';

/**
 * The first program of the container. The reconciler comes packed, because a ConfigMap is small; and a client takes its
 * CAs from one file, while they come from several Secrets when a CA is exchanged.
 */
export const START_MJS = `import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const program = '${RECONCILER_RUN}/reconciler.mjs';
writeFileSync(program, gunzipSync(readFileSync('${RECONCILER_BIN}/reconciler.mjs.gz')));

const folder = '${RECONCILER_ETC}/ca';
if (existsSync(folder)) {
  const files = readdirSync(folder).filter((file) => file.endsWith('.crt')).sort();
  const texts = files.map((file) => readFileSync(\`\${folder}/\${file}\`, 'utf8').trim());
  writeFileSync('${RECONCILER_RUN}/ca.crt', [...new Set(texts)].join('\\n') + '\\n');
}

process.argv[1] = program;
await import(program);
`;
