import { JsonFile, License, Project, TextFile, YamlFile } from 'projen';
import { gitIgnored, prettierIgnored } from './projenrc/ignores';
import { jestConfig } from './projenrc/jest';
import { knipConfig } from './projenrc/knip';
import { packageJson } from './projenrc/package-json';
import { tsconfig, tsconfigDev } from './projenrc/tsconfig';

const project = new Project({ name: 'cdk8s-kafka', commitGenerated: true });

// `npx projen` runs this task. tsx, because ts-node cannot load a .ts file under TypeScript 5.9's defaults.
project.defaultTask?.exec('tsx .projenrc.ts');

/** Writable, so that `npm install` and editors do not stumble over a read-only file. */
function json(path: string, obj: object): void {
  new JsonFile(project, path, { obj, marker: false, readonly: false });
}

function text(path: string, lines: readonly string[]): void {
  new TextFile(project, path, { lines: [...lines, ''], readonly: false });
}

json('package.json', packageJson);
json('tsconfig.json', tsconfig);
json('tsconfig.dev.json', tsconfigDev);
json('jest.config.json', jestConfig);
json('knip.json', knipConfig);
json('.prettierrc.json', { printWidth: 100, singleQuote: true });
text('.prettierignore', prettierIgnored);
text('.npmrc', [
  '# Keeps addresses of registries out of package-lock.json.',
  'omit-lockfile-registry-resolved=true',
  'audit=false',
  'fund=false',
  'update-notifier=false',
]);
new YamlFile(project, 'cdk8s.yaml', {
  obj: {
    language: 'typescript',
    app: 'node_modules/.bin/tsx --tsconfig tsconfig.dev.json examples/quickstart.ts',
    output: 'dist',
  },
  readonly: false,
});
new License(project, { spdx: 'Apache-2.0' });
for (const pattern of gitIgnored) project.gitignore.addPatterns(pattern);

project.synth();
