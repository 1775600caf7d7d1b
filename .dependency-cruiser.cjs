// The arrows between the folders of lib/: a folder imports itself and what its row names, nothing else. A new folder
// needs a row; rule `every-folder-has-a-row` says so.
const pure = {
  util: [],
  versions: ['util'],
  manifest: ['util'],
  runtime: ['util'],
  spec: ['versions', 'util'],
  model: ['acl', 'spec', 'versions', 'util'],
  // validate and render never know each other: what is judged is the model, not the output.
  validate: ['model', 'acl', 'spec', 'versions', 'util'],
  render: ['model', 'spec', 'versions', 'manifest', 'runtime', 'util'],
  diff: ['manifest', 'util'],
  import: ['spec', 'manifest', 'versions', 'util'],
  acl: ['spec', 'util'],
  reconcile: ['acl', 'spec', 'util'],
};

const everythingPure = Object.keys(pure);

const shells = {
  // What users write, shared by constructs and pulumi: factories that turn props into specs.
  props: everythingPure,
  constructs: [...everythingPure, 'props'],
  pulumi: [...everythingPure, 'props'],
  testing: [...everythingPure, 'props', 'constructs'],
  admin: ['reconcile', 'acl', 'spec', 'util'],
  reconciler: ['admin', 'reconcile', 'acl', 'spec', 'util'],
  pki: ['manifest', 'util'],
  // Runs the user's app as `cdk8s synth` does: it needs no constructs.
  cli: [...everythingPure, 'admin', 'pki'],
};

const rows = { ...pure, ...shells };
const any = (names) => `(${names.join('|')})`;
const folders = any(Object.keys(rows));

const arrows = Object.entries(rows).map(([folder, allowed]) => ({
  name: `arrows-of-${folder}`,
  severity: 'error',
  comment: `lib/${folder} may import: ${allowed.join(', ') || 'nothing of the other folders'}`,
  from: { path: `^lib/${folder}/` },
  to: { path: '^lib/', pathNot: `^lib/${any([folder, ...allowed])}/` },
}));

/** @param {string[]} names folders that may import the packages */
const only = (name, names, packages, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: '^lib/', pathNot: `^lib/${any(names)}/` },
  to: { path: `(^|node_modules/)${any(packages)}(/|$)`, pathNot: '^lib/' },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'types count too: a cycle of types is a cycle of ideas',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      comment: 'the module does not exist',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'every-folder-has-a-row',
      severity: 'error',
      comment: 'add the folder to the table at the top of .dependency-cruiser.cjs',
      from: { path: '^lib/[^/]+/', pathNot: `^lib/${folders}/` },
      to: {},
    },
    {
      name: 'index-is-the-public-api',
      severity: 'error',
      comment: 'lib/index.ts exports constructs and their props; jsii reads the whole API from it',
      from: { path: '^lib/index\\.ts$' },
      to: { path: '^lib/', pathNot: '^lib/(constructs|props)/' },
    },
    ...arrows,
    {
      name: 'core-is-pure',
      severity: 'error',
      comment:
        'below the shells there is no disk, network, process or package: only data in, data out',
      // A digest is a pure function; Node's is the one that need not be written again.
      from: { path: `^lib/${any(everythingPure)}/`, pathNot: '^lib/util/hash\\.ts$' },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-peer', 'npm-optional', 'npm-no-pkg'] },
    },
    only(
      'cdk8s-in-shells-only',
      ['props', 'constructs', 'pulumi', 'testing'],
      ['cdk8s', 'constructs'],
      'only the shells know cdk8s and constructs',
    ),
    only(
      'pulumi-in-its-shell-only',
      ['pulumi'],
      ['@pulumi/[^/]+'],
      'costs half a second of start-up',
    ),
    {
      name: 'packages-in-bundles-only',
      severity: 'error',
      comment: 'users install peers only; any other package must end up in a bundle (adr/0002)',
      from: { path: '^lib/', pathNot: '^lib/(cli|pki|admin|reconciler)/' },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-no-pkg', 'npm-unknown'],
        pathNot: 'node_modules/(cdk8s|constructs|@pulumi/[^/]+)/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    reporterOptions: { dot: { collapsePattern: '^lib/[^/]+' } },
  },
};
