import type { ClusterModel, PoolModel } from '../../model/cluster-model';
import type { VolumeSpec } from '../../spec/storage';
import type { Rule } from '../rule';
import { isDnsName, isLabelKey, isLabelValue } from './kubernetes-names';
import type { Complaint } from './support';
import {
  entry,
  isWhole,
  item,
  MAX_INT,
  named,
  NONE,
  ofPools,
  quoted,
  repeats,
  shown,
} from './support';

type ClusterRule = Rule<ClusterModel>;

const volumesOf = (pool: PoolModel): readonly VolumeSpec[] => pool.spec.storage?.volumes ?? [];

/** `storage.size`, or `storage.volumes[1].size` of a JBOD. */
function volumeProp(pool: PoolModel, index: number, prop: string): string {
  return pool.spec.storage?.kind === 'single'
    ? `storage.${prop}`
    : `${item('storage.volumes', index)}.${prop}`;
}

function eachVolume(
  pool: PoolModel,
  judge: (volume: VolumeSpec, propOf: (prop: string) => string) => readonly Complaint[],
): readonly Complaint[] {
  return volumesOf(pool).flatMap((volume, index) =>
    judge(volume, (prop) => volumeProp(pool, index, prop)),
  );
}

export const storageNotSaid: ClusterRule = {
  code: 'StorageNotSaid',
  severity: 'warning',
  why: 'Without a word about storage a node keeps its data as long as its pod.',
  check: ofPools((pool) =>
    pool.spec.storage !== undefined
      ? NONE
      : [
          {
            prop: 'storage',
            message: `${named(pool)} says nothing of its storage, which is ephemeral then`,
            fix: 'set storage: Storage.persistent({ size: Size.gibibytes(100) }), or Storage.ephemeral() where data may go',
          },
        ],
  ),
};

export const storageSoleCopyEphemeral: ClusterRule = {
  code: 'StorageSoleCopyEphemeral',
  severity: 'warning',
  why: 'What the only broker or the only controller holds has no other copy, and is gone when its pod moves.',
  check: ofPools((pool, { brokers, controllers }) => {
    const soleController = pool.isController && controllers.length === 1;
    const soleBroker = pool.isBroker && brokers.length === 1;
    const ephemeral = pool.storage.volumes.some((volume) => volume.kind === 'ephemeral');
    if (!ephemeral || !(soleController || soleBroker)) return NONE;
    const role = soleController ? (soleBroker ? 'node' : 'controller') : 'broker';
    return [
      {
        prop: 'storage',
        message: `${named(pool)} is the only ${role} and its storage is ephemeral: all is lost with its pod`,
        fix: 'use Storage.persistent(), or more nodes',
      },
    ];
  }),
};

export const volumesMissing: ClusterRule = {
  code: 'VolumesMissing',
  severity: 'error',
  why: 'Kafka does not start without a directory for its logs.',
  check: ofPools((pool) =>
    pool.spec.storage === undefined || volumesOf(pool).length > 0
      ? NONE
      : [
          {
            prop: 'storage.volumes',
            message: `the storage of ${named(pool)} has no volumes`,
            fix: 'add Volume.persistent({ id: 0, size: Size.gibibytes(100) })',
          },
        ],
  ),
};

export const volumeId: ClusterRule = {
  code: 'VolumeId',
  severity: 'error',
  why: 'The id is a part of the name of a claim, and with it of the place of the data.',
  check: ofPools((pool) => {
    const { storage } = pool.spec;
    if (storage?.kind === 'single') {
      const fits = storage.volumes.length <= 1 && storage.volumes[0]?.id === undefined;
      if (fits) return NONE;
      return [
        {
          prop: 'storage',
          message: `the storage of ${named(pool)} has several volumes, or ids, and is not a JBOD`,
          fix: 'use Storage.jbod()',
        },
      ];
    }
    return eachVolume(pool, ({ id }, propOf) =>
      isWhole(id, 0, MAX_INT)
        ? NONE
        : [
            {
              prop: propOf('id'),
              message: `a volume of ${named(pool)} has the id ${shown(id)}; allowed are whole numbers from 0`,
              fix: 'number the volumes 0, 1, 2',
            },
          ],
    );
  }),
};

export const volumeIdUnique: ClusterRule = {
  code: 'VolumeIdUnique',
  severity: 'error',
  why: 'Two volumes with one id would be one claim at one place.',
  check: ofPools((pool) =>
    repeats(volumesOf(pool), ({ id }) => String(id)).map(({ member, index, first }) => ({
      prop: volumeProp(pool, index, 'id'),
      message: `volume ${String(index)} of ${named(pool)} has the id ${shown(member.id)} of volume ${String(volumesOf(pool).indexOf(first))}`,
      fix: 'give each volume an id of its own, and never change it',
    })),
  ),
};

export const volumeSize: ClusterRule = {
  code: 'VolumeSize',
  severity: 'error',
  why: 'Kubernetes refuses a claim without a size; less than a kibibyte is nothing.',
  check: ofPools((pool) =>
    eachVolume(pool, ({ kind, sizeBytes }, propOf) => {
      if (isWhole(sizeBytes, 1024, Number.MAX_SAFE_INTEGER)) return NONE;
      if (kind === 'ephemeral' && sizeBytes === undefined) return NONE;
      return [
        {
          prop: propOf(kind === 'persistent' ? 'size' : 'sizeLimit'),
          message: `a volume of ${named(pool)} has a size of ${shown(sizeBytes)} bytes; allowed are whole kibibytes from 1`,
          fix: 'set a size such as Size.gibibytes(100)',
        },
      ];
    }),
  ),
};

export const volumeClass: ClusterRule = {
  code: 'VolumeClass',
  severity: 'error',
  why: 'Kubernetes refuses a claim with such a class or selector.',
  check: ofPools((pool) =>
    eachVolume(pool, ({ storageClassName, selector }, propOf) => [
      // The empty class is a word of its own: no class, not the default one.
      ...(storageClassName === undefined || storageClassName === '' || isDnsName(storageClassName)
        ? NONE
        : [
            {
              prop: propOf('storageClassName'),
              message: `a volume of ${named(pool)} has the storage class ${quoted(storageClassName)}, which is no name of an object`,
              fix: "use a name that 'kubectl get storageclass' prints, or leave it out for the default class",
            },
          ]),
      ...Object.entries(selector ?? {})
        .filter(([key, value]) => !isLabelKey(key) || !isLabelValue(value))
        .map(([key, value]) => ({
          prop: entry(propOf('selector'), key),
          message: `a volume of ${named(pool)} selects the label ${quoted(key)} with ${quoted(value)}, which no label can be`,
          fix: 'use keys and values of labels of PersistentVolumes',
        })),
    ]),
  ),
};

export const metadataVolumeUnique: ClusterRule = {
  code: 'MetadataVolumeUnique',
  severity: 'error',
  why: 'A node has one metadata log.',
  check: ofPools((pool) => {
    const marked = volumesOf(pool).flatMap(({ metadata }, index) => (metadata ? [index] : []));
    const [first, second] = marked;
    if (first === undefined || second === undefined) return NONE;
    return [
      {
        prop: volumeProp(pool, second, 'metadata'),
        message: `volume ${String(second)} of ${named(pool)} is for the metadata log, as is volume ${String(first)}`,
        fix: 'leave metadata: true at one of them',
      },
    ];
  }),
};

export const metadataVolumeEphemeral: ClusterRule = {
  code: 'MetadataVolumeEphemeral',
  severity: 'warning',
  why: 'A controller whose metadata log is gone has forgotten whom it voted for, though its other disks are there.',
  check: ofPools((pool) => {
    const { metadataVolume, volumes } = pool.storage;
    const mixed = volumes.some((volume) => volume.kind === 'persistent');
    if (!pool.isController || metadataVolume?.kind !== 'ephemeral' || !mixed) return NONE;
    return [
      {
        prop: 'storage',
        message: `the metadata log of ${named(pool)} lies on an ephemeral volume beside persistent ones`,
        fix: 'set metadata: true at a persistent volume',
      },
    ];
  }),
};

export const deleteClaimMixed: ClusterRule = {
  code: 'DeleteClaimMixed',
  severity: 'error',
  why: 'Whether claims are kept is a property of a StatefulSet, and so of all claims of its pods.',
  check: ofPools((pool) => {
    const claims = volumesOf(pool).flatMap((volume, index) =>
      volume.kind === 'persistent' ? [{ deleted: volume.deleteClaim ?? false, index }] : [],
    );
    const [first] = claims;
    const other = claims.find(({ deleted }) => deleted !== first?.deleted);
    if (first === undefined || other === undefined) return NONE;
    return [
      {
        prop: volumeProp(pool, other.index, 'deleteClaim'),
        message: `volume ${String(other.index)} of ${named(pool)} has deleteClaim ${String(other.deleted)}, volume ${String(first.index)} has ${String(first.deleted)}; a pool has one for all`,
        fix: 'set the same deleteClaim at all volumes of the pool',
      },
    ];
  }),
};

export const STORAGE_RULES: readonly ClusterRule[] = [
  storageNotSaid,
  storageSoleCopyEphemeral,
  volumesMissing,
  volumeId,
  volumeIdUnique,
  volumeSize,
  volumeClass,
  metadataVolumeUnique,
  metadataVolumeEphemeral,
  deleteClaimMixed,
];
