import type { StorageSpec } from '../../../../lib/spec/storage';
import * as rules from '../../../../lib/validate/rules/storage';
import { cluster, combined, controllers, jbod, pool, single, volume } from '../../../support/build';
import type { Cases } from './case';

const stored = (storage: StorageSpec | undefined) =>
  cluster({ nodePools: [controllers(), pool({ storage })] });
const EPHEMERAL = single({ kind: 'ephemeral', sizeBytes: undefined });
const VOLUMES = 'nodePools[1].storage.volumes';

export const STORAGE_CASES: Cases = [
  {
    rule: rules.storageNotSaid,
    valid: [cluster(), stored(EPHEMERAL)],
    invalid: [[stored(undefined), ['nodePools[1].storage']]],
  },
  {
    rule: rules.storageSoleCopyEphemeral,
    valid: [cluster(), stored(EPHEMERAL), cluster({ nodePools: [combined({ replicas: 1 })] })],
    invalid: [
      [
        cluster({ nodePools: [combined({ replicas: 1, storage: EPHEMERAL })] }),
        ['nodePools[0].storage'],
      ],
      [
        cluster({
          nodePools: [
            controllers({ replicas: 1, storage: undefined }),
            pool({ replicas: 1, storage: EPHEMERAL }),
          ],
        }),
        ['nodePools[0].storage', 'nodePools[1].storage'],
      ],
    ],
  },
  {
    rule: rules.volumesMissing,
    valid: [cluster(), stored(undefined), stored(jbod({}))],
    invalid: [[stored(jbod()), ['nodePools[1].storage.volumes']]],
  },
  {
    rule: rules.volumeId,
    valid: [cluster(), stored(jbod({}, {})), stored(jbod({ id: 7 }))],
    invalid: [
      [stored(jbod({ id: -1 })), [`${VOLUMES}[0].id`]],
      [stored(jbod({}, { id: 0.5 }, { id: undefined })), [`${VOLUMES}[1].id`, `${VOLUMES}[2].id`]],
      [stored(single({ id: 0 })), ['nodePools[1].storage']],
      [stored({ kind: 'single', volumes: [volume(), volume()] }), ['nodePools[1].storage']],
    ],
  },
  {
    rule: rules.volumeIdUnique,
    valid: [stored(jbod({}, {}))],
    invalid: [[stored(jbod({ id: 1 }, { id: 0 }, { id: 1 })), [`${VOLUMES}[2].id`]]],
  },
  {
    rule: rules.volumeSize,
    valid: [cluster(), stored(EPHEMERAL), stored(undefined)],
    invalid: [
      [stored(single({ sizeBytes: 0 })), ['nodePools[1].storage.size']],
      [stored(single({ sizeBytes: undefined })), ['nodePools[1].storage.size']],
      [stored(single({ sizeBytes: Number.NaN })), ['nodePools[1].storage.size']],
      [stored(single({ kind: 'ephemeral', sizeBytes: -1 })), ['nodePools[1].storage.sizeLimit']],
      [stored(jbod({}, { sizeBytes: 0.5 })), [`${VOLUMES}[1].size`]],
    ],
  },
  {
    rule: rules.volumeClass,
    valid: [
      stored(single({ storageClassName: 'fast.example.com' })),
      stored(single({ storageClassName: '', selector: { 'example.com/disk': 'ssd' } })),
    ],
    invalid: [
      [stored(single({ storageClassName: 'Fast One' })), ['nodePools[1].storage.storageClassName']],
      [stored(jbod({ selector: { disk: 's s d' } })), [`${VOLUMES}[0].selector['disk']`]],
    ],
  },
  {
    rule: rules.metadataVolumeUnique,
    valid: [stored(jbod({}, { metadata: true }))],
    invalid: [
      [stored(jbod({ metadata: true }, {}, { metadata: true })), [`${VOLUMES}[2].metadata`]],
    ],
  },
  {
    rule: rules.metadataVolumeEphemeral,
    valid: [
      cluster({ nodePools: [combined({ storage: EPHEMERAL })] }),
      cluster({ nodePools: [combined({ storage: jbod({}, { kind: 'ephemeral' }) })] }),
      // A broker reads the metadata again from the controllers.
      stored(jbod({ kind: 'ephemeral' }, {})),
    ],
    invalid: [
      [
        cluster({ nodePools: [combined({ storage: jbod({ kind: 'ephemeral' }, {}) })] }),
        ['nodePools[0].storage'],
      ],
    ],
  },
  {
    rule: rules.deleteClaimMixed,
    valid: [
      stored(jbod({ deleteClaim: true }, { deleteClaim: true })),
      stored(jbod({ deleteClaim: false }, {})),
      stored(jbod({ deleteClaim: true }, { kind: 'ephemeral' })),
    ],
    invalid: [[stored(jbod({ deleteClaim: true }, {})), [`${VOLUMES}[1].deleteClaim`]]],
  },
];
