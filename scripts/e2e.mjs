// Runs the end-to-end tests on the cluster that KUBECONFIG points at; arguments go to test/e2e/main.ts.
import { bin, ensureInstalled, run } from './support.mjs';

if (!process.env.KUBECONFIG) {
  console.error(
    'npm run e2e needs KUBECONFIG: the tests make and delete namespaces on that cluster',
  );
  process.exit(2);
}
ensureInstalled();
process.exitCode = run(bin('tsx'), [
  '--tsconfig',
  'tsconfig.dev.json',
  'test/e2e/main.ts',
  ...process.argv.slice(2),
]);
