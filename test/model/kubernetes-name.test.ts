import fc from 'fast-check';
import { kubernetesName } from '../../lib/model/kubernetes-name';
import { isDnsName } from '../../lib/validate/rules/kubernetes-names';

const name = fc.oneof(
  fc.string({ minLength: 1, maxLength: 249 }),
  fc.stringMatching(/^[a-zA-Z0-9._-]{1,249}$/),
  // Names that look like those that are made.
  fc.stringMatching(/^[a-z]{1,5}--[0-9a-f]{10}$/),
);

test('is a name of Kubernetes, whatever it is made of', () => {
  fc.assert(
    fc.property(name, fc.constantFrom(63, 253), (text, longest) => {
      const made = kubernetesName(text, longest);
      expect(isDnsName(made)).toBe(true);
      expect(made.length).toBeLessThanOrEqual(longest);
    }),
  );
});

test('is no name of another', () => {
  fc.assert(
    fc.property(name, name, (one, other) => {
      fc.pre(one !== other);
      expect(kubernetesName(one)).not.toBe(kubernetesName(other));
      const made = kubernetesName(one);
      // Nor is what is made the name of something that is called so.
      if (made !== one) expect(kubernetesName(made)).not.toBe(made);
    }),
  );
});

test('stays what it is where it fits', () => {
  expect(kubernetesName('orders.v1')).toBe('orders.v1');
  expect(kubernetesName('__consumer_offsets')).toMatch(/^consumer-offsets--[0-9a-f]{10}$/);
  expect(kubernetesName('___')).toMatch(/^x--[0-9a-f]{10}$/);
});
