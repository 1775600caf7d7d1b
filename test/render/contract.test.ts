import fc from 'fast-check';
import { complete } from '../../lib/model/complete';
import { renderManifests } from '../../lib/render/manifests';
import type { ClusterSpec } from '../../lib/spec/cluster';
import { plausibleClusterSpec } from '../support/arbitraries';
import { goldenCases } from '../support/golden';
import { LAWS } from './laws';
import type { Rendered } from './laws/law';

/** Secrets that the specs of `plausibleClusterSpec` speak of. */
const SECRETS = {
  users: ['shop'],
  'own-certificate': ['tls.crt', 'tls.key'],
  nodes: ['tls.crt', 'tls.key'],
  cas: ['nodes.crt', 'clients.crt'],
};

const rendered = (spec: ClusterSpec): Rendered => ({
  manifests: renderManifests(complete(spec)),
  secrets: SECRETS,
});

/** A listener of `listeners-all-auth` is closed on purpose. */
const EXCEPTIONS: Readonly<Record<string, RegExp>> = {
  'listeners-all-auth everyPortHasARule': /: port tcp-open is closed$/,
};

describe('laws of all manifests', () => {
  const golden = goldenCases();
  const specs = fc.sample(plausibleClusterSpec, { numRuns: 60, seed: 7 }).map(rendered);

  test.each(Object.entries(LAWS))('%s', (law, judge) => {
    const breaches = golden.flatMap((one) =>
      judge(one)
        .filter((breach) => EXCEPTIONS[`${one.name} ${law}`]?.test(breach) !== true)
        .map((breach) => `${one.name}: ${breach}`),
    );
    expect(breaches).toEqual([]);
    expect(specs.flatMap(judge)).toEqual([]);
  });
});
