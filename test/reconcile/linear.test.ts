import { planNow } from '../../lib/reconcile/apply';
import type { Intent } from '../../lib/reconcile/apply';
import { acl, desired, intent, quota, topic, user, World } from './support';

/** The same, and each look at one of its properties is counted. */
function counted<T extends object>(of: T, count: () => void): T {
  return new Proxy(of, {
    get: (target, key): unknown => {
      count();
      return Reflect.get(target, key);
    },
  });
}

interface Looks {
  readonly apply: number;
  readonly drift: number;
}

/** How often a run, and the comparison after it, looks at so many objects of each kind. */
async function looksAt(size: number): Promise<Looks> {
  let looks = 0;
  const count = (): void => {
    looks += 1;
  };
  const many = <T extends object>(make: (name: string) => T): readonly T[] =>
    Array.from({ length: size }, (_, index) => counted(make(`o${String(index)}`), count));
  const state = desired({
    topics: many((name) => topic({ name, config: { 'min.insync.replicas': '2' } })),
    users: many((name) => user({ name })),
    acls: many((name) => acl({ resourceName: name })),
    quotas: many((name) => quota({ user: name })),
  });
  const world = new World();
  const report = await world.run(state);
  expect([report.failed, report.held, report.unseen]).toEqual([[], [], []]);
  const apply = looks;
  looks = 0;
  const of: Intent = intent(state);
  expect((await planNow(of, world.ports())).plan.changes).toEqual([]);
  return { apply, drift: looks };
}

test('twice as many objects are looked at twice as often', async () => {
  const [some, twice] = [await looksAt(60), await looksAt(120)];
  expect(twice.apply / some.apply).toBeLessThan(2.1);
  expect(twice.drift / some.drift).toBeLessThan(2.1);
});
