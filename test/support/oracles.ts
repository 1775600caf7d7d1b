import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Data of other projects that tests compare with; it lies beside the repository and is not a part of it. */
const ORACLES = join(__dirname, '../../../shared/oracles');

export const oracle = (path: string): string => join(ORACLES, path);

/** `describe`, or a skipped one whose name says why: without the data nothing is compared. */
export function describeWithOracle(path: string, title: string, body: () => void): void {
  if (existsSync(oracle(path))) {
    describe(title, body);
    return;
  }
  describe(`${title} (SKIPPED: ../shared/oracles/${path} is not there)`, () => {
    test.skip('nothing is compared', () => undefined);
  });
}
