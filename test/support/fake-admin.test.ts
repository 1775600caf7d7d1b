import { ADMIN_CONTRACT } from './admin-contract';
import { FakeAdmin } from './fake-admin';

const eventually = async (ask: () => Promise<boolean>): Promise<void> => {
  expect(await ask()).toBe(true);
};

describe('the Kafka in memory does what the engine relies on; test/e2e/reconciler asks a real one the same', () => {
  test.each(ADMIN_CONTRACT)('$name', async ({ hold }) => {
    await hold({ admin: new FakeAdmin(), prefix: 'contract-', eventually });
  });
});
