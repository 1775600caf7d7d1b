import fc from 'fast-check';
import { complete } from '../../../lib/model/complete';
import { renderManifests } from '../../../lib/render/manifests';
import { validate } from '../../../lib/validate/rule';
import { CLUSTER_RULES } from '../../../lib/validate/rules';
import { anyClusterSpec, plausibleClusterSpec } from '../../support/arbitraries';

const issuesOf = (spec: Parameters<typeof complete>[0]) =>
  validate(complete(spec), CLUSTER_RULES, spec.said);

describe('complete, validate and render', () => {
  test('never throw, and find the same again, whatever was said', () => {
    fc.assert(
      fc.property(anyClusterSpec, (spec) => {
        const issues = issuesOf(spec);
        expect(issuesOf(spec)).toEqual(issues);
        const manifests = JSON.stringify(renderManifests(complete(spec)));
        expect(JSON.stringify(renderManifests(complete(spec)))).toBe(manifests);
      }),
      { numRuns: 100 },
    );
  });

  test('each issue of whatever was said has a message and a way out, each of one line', () => {
    fc.assert(
      fc.property(anyClusterSpec, (spec) => {
        const odd = issuesOf(spec).filter(({ message, fix }) =>
          [message, fix ?? ''].some((text) => !/^[^\n\r]+$/.test(text)),
        );
        expect(odd).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test('find no errors in what somebody might write', () => {
    fc.assert(
      fc.property(plausibleClusterSpec, (spec) => {
        expect(issuesOf(spec).filter(({ severity }) => severity === 'error')).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
