import type { Problem } from '../../lib/pki/problem';
import { parseRequests } from '../../lib/pki/requests';
import { authority, client, cluster, nodes } from './support';

const SOURCE = { origin: 'dist/orders.k8s.yaml', path: 'ConfigMap/orders-certificate-requests' };

function problemsOf(document: unknown): readonly Problem[] {
  const problems: Problem[] = [];
  parseRequests(JSON.stringify(document), SOURCE, problems);
  return problems;
}

test('reads what the manifests ask for', () => {
  const problems: Problem[] = [];
  const text = JSON.stringify({ version: 1, ...cluster() });
  expect(parseRequests(text, SOURCE, problems)).toEqual(cluster());
  expect(problems).toEqual([]);
});

test.each<[string, object, string, string]>([
  [
    'a version of the future',
    { version: 2 },
    'version',
    'version 2 is not known, this command reads version 1',
  ],
  ['no cluster', { cluster: undefined }, 'cluster', "'cluster' must be a DNS label, got nothing"],
  [
    'a namespace that leaves the folder',
    { namespace: '../x' },
    'namespace',
    `'namespace' must be a DNS label, got "../x"`,
  ],
  [
    'a Secret that leaves the folder',
    { certificates: [nodes({ secret: '../../x' })] },
    'certificates[0].secret',
    `'certificates[0].secret' must be a Secret's name, got "../../x"`,
  ],
  [
    'a DNS name with a port',
    { certificates: [nodes({ dnsNames: ['a.example.com', 'b.example.com:9094'] })] },
    'certificates[0].dnsNames[1]',
    `'certificates[0].dnsNames[1]' must be a DNS name, got "b.example.com:9094"`,
  ],
  [
    'a wildcard in the middle',
    { certificates: [nodes({ dnsNames: ['a.*.com'] })] },
    'certificates[0].dnsNames[0]',
    `'certificates[0].dnsNames[0]' must be a DNS name, got "a.*.com"`,
  ],
  [
    'an address that is none',
    { certificates: [nodes({ ipAddresses: ['10.0.0.300'] })] },
    'certificates[0].ipAddresses[0]',
    `'certificates[0].ipAddresses[0]' must be an IP address, got "10.0.0.300"`,
  ],
  [
    'no days',
    { certificates: [nodes({ validityDays: 0 })] },
    'certificates[0].validityDays',
    "'certificates[0].validityDays' must be a whole number of days from 1 to 36500, got 0",
  ],
  [
    'an authority nobody declares',
    { certificates: [client('billing', { authority: 'other-ca' })] },
    'certificates[0].authority',
    "certificate 'billing' names authority 'other-ca', known are: cluster-ca, clients-ca",
  ],
  [
    'one Secret twice',
    { certificates: [client('billing'), client('billing')] },
    'certificates',
    "Secret 'billing' is asked for more than once",
  ],
  [
    'one authority twice',
    {
      authorities: [authority('cluster-ca'), authority('cluster-ca', { certSecret: 'x' })],
      certificates: [],
    },
    'authorities',
    "authority 'cluster-ca' is asked for more than once",
  ],
])('refuses %s', (_what, change, prop, message) => {
  const problems = problemsOf({ version: 1, ...cluster(), ...change });
  expect(problems).toMatchObject([{ ...SOURCE, code: 'PkiRequestsInvalid', prop, message }]);
});

test('reports everything that is wrong at once', () => {
  const certificates = [nodes({ validityDays: 0, dnsNames: ['!'] }), client('X')];
  const props = problemsOf({ version: 1, ...cluster({ certificates }) }).map((each) => each.prop);
  expect(props.sort()).toEqual([
    'certificates[0].dnsNames[0]',
    'certificates[0].validityDays',
    'certificates[1].secret',
  ]);
});

test('text that is no JSON is a problem, not an exception', () => {
  const problems: Problem[] = [];
  expect(parseRequests('{', SOURCE, problems)).toBeUndefined();
  expect(problems).toMatchObject([{ code: 'PkiRequestsInvalid' }]);
});
