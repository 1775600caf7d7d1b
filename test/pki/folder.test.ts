import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'fs';
import { join } from 'path';
import { isInside, writeFiles } from '../../lib/pki/files';
import { commit, initFolder, readFolder, withFolder } from '../../lib/pki/folder';
import { issue } from '../../lib/pki/operations';
import { cluster, inTemporaryFolder, NOW } from './support';

const OPTIONS = { allowCommit: false, keyAlgorithm: undefined };

async function makeFolder(root: string, options = OPTIONS): Promise<void> {
  await initFolder(root, options, (draft) => {
    commit(root, draft, new Map());
    return Promise.resolve();
  });
}

test('keys are readable by their owner only and hidden from Git', async () => {
  await inTemporaryFolder(async (path) => {
    const root = join(path, 'pki');
    await makeFolder(root);
    await withFolder(root, async (draft) => {
      await issue(draft, [cluster()], NOW);
      commit(root, draft, new Map([[join(root, 'secrets/kafka.yaml'), 'x']]));
    });
    const modeOf = (file: string): number => statSync(join(root, file)).mode & 0o777;
    expect(modeOf('.')).toBe(0o700);
    expect(modeOf('authorities/kafka/orders/cluster-ca/1.pem')).toBe(0o600);
    expect(modeOf('secrets/kafka.yaml')).toBe(0o600);
    expect(readFileSync(join(root, '.gitignore'), 'utf8')).toBe('*\n');
    expect(existsSync(join(root, '.lock'))).toBe(false);
  });
});

test('the .gitignore is left out on request', async () => {
  await inTemporaryFolder(async (path) => {
    const root = join(path, 'pki');
    await makeFolder(root, { ...OPTIONS, allowCommit: true });
    expect(readdirSync(root)).toEqual(['state.json']);
  });
});

test('a folder with other files is refused', async () => {
  await inTemporaryFolder(async (path) => {
    writeFileSync(join(path, 'orders.ts'), '');
    await expect(makeFolder(path)).rejects.toThrow('holds other files: orders.ts');
  });
});

test('a folder that does not exist is refused', async () => {
  await inTemporaryFolder((path) => {
    expect(() => readFolder(path)).toThrow('PkiFolderMissing');
    return Promise.resolve();
  });
});

test('a damaged state file is refused with all that is wrong', async () => {
  await inTemporaryFolder((path) => {
    const state = { version: 1, keyAlgorithm: 'dsa', authorities: [], clusters: {}, users: [] };
    writeFileSync(join(path, 'state.json'), JSON.stringify(state));
    expect(() => readFolder(path)).toThrow(
      /'keyAlgorithm' must be one of .*'clusters' must be a list/,
    );
    return Promise.resolve();
  });
});

test('the folder is read as it was written', async () => {
  await inTemporaryFolder(async (path) => {
    const root = join(path, 'pki');
    await makeFolder(root);
    const written = await withFolder(root, async (draft) => {
      await issue(draft, [cluster()], NOW);
      commit(root, draft, new Map());
      return draft.state;
    });
    const read = readFolder(root).state;
    expect(read.clusters).toEqual(written.clusters);
    expect([...read.authorities].reverse()).toEqual(written.authorities);
  });
});

describe('two commands at a time', () => {
  const work = (root: string) => withFolder(root, () => Promise.resolve('done'));

  test('are refused while the first runs', async () => {
    await inTemporaryFolder(async (path) => {
      const root = join(path, 'pki');
      await makeFolder(root);
      const nested = withFolder(root, () => work(root));
      await expect(nested).rejects.toThrow('PkiFolderBusy');
      await expect(work(root)).resolves.toBe('done');
    });
  });

  test('the lock of one that died is taken over', async () => {
    await inTemporaryFolder(async (path) => {
      const root = join(path, 'pki');
      await makeFolder(root);
      // Above the largest process id of Linux.
      writeFileSync(join(root, '.lock'), '99999999');
      await expect(work(root)).resolves.toBe('done');
    });
  });
});

describe('writeFiles', () => {
  test('writes nothing when one file cannot be written', async () => {
    await inTemporaryFolder((path) => {
      writeFileSync(join(path, 'a'), 'old');
      writeFileSync(join(path, 'file'), '');
      const files = [[join(path, 'a'), 'new'] as const, [join(path, 'file', 'b'), 'new'] as const];
      expect(() => {
        writeFiles(files);
      }).toThrow();
      expect(readFileSync(join(path, 'a'), 'utf8')).toBe('old');
      expect(readdirSync(path)).toEqual(['a', 'file']);
      return Promise.resolve();
    });
  });

  test('leaves a file alone that holds the text', async () => {
    await inTemporaryFolder((path) => {
      const file = join(path, 'a');
      writeFileSync(file, 'same');
      chmodSync(file, 0o400);
      const before = statSync(file).mtimeMs;
      writeFiles([[file, 'same']]);
      expect(statSync(file).mtimeMs).toBe(before);
      return Promise.resolve();
    });
  });
});

test('isInside follows what does not exist yet', async () => {
  await inTemporaryFolder((path) => {
    mkdirSync(join(path, 'dist'));
    expect(isInside(join(path, 'dist', 'a', 'b'), join(path, 'dist'))).toBe(true);
    expect(isInside(join(path, 'dist-secrets'), join(path, 'dist'))).toBe(false);
    return Promise.resolve();
  });
});
