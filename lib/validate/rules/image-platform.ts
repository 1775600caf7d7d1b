import type { ClusterModel } from '../../model/cluster-model';
import type { Rule } from '../rule';
import { isHostName } from './kubernetes-names';
import type { Complaint } from './support';
import { either, NONE, ofCluster, quoted } from './support';

type ClusterRule = Rule<ClusterModel>;

const PULL_POLICIES: readonly string[] = ['IfNotPresent', 'Always', 'Never'];

interface ImageReference {
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

const HOST = '[A-Za-z0-9](?:[-A-Za-z0-9.]{0,252})(?::\\d{1,5})?';
const PART = '[a-z0-9](?:[-a-z0-9._]{0,127})';
const REFERENCE = new RegExp(
  `^(?:${HOST}/)?${PART}(?:/${PART}){0,9}(?::([A-Za-z0-9_][-A-Za-z0-9_.]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$`,
);

function parseReference(text: string): ImageReference | undefined {
  const match = text.length > 512 ? null : REFERENCE.exec(text);
  return match === null ? undefined : { tag: match[1], digest: match[2] };
}

export const imageMissing: ClusterRule = {
  code: 'ImageMissing',
  severity: 'error',
  why: 'These images have no reference that follows from the version of Kafka.',
  check: ofCluster(({ image }) =>
    image.reference !== ''
      ? NONE
      : [
          {
            prop: 'image',
            message: `the image of kind ${quoted(image.profile)} has no reference`,
            fix: 'give the whole reference, best with a digest',
          },
        ],
  ),
};

/** A complaint of the prop `image` that is no reference, with an example of one. */
export const notReference = (image: string, example: string): readonly Complaint[] =>
  parseReference(image) !== undefined
    ? NONE
    : [
        {
          prop: 'image',
          message: `image ${quoted(image)} is no reference of an image; allowed is [host[:port]/]path[:tag][@sha256:digest], in lower case`,
          fix: `write it as in '${example}'`,
        },
      ];

export const imageForm: ClusterRule = {
  code: 'ImageForm',
  severity: 'error',
  why: 'A reference that no registry can have shows up as InvalidImageName, after the old pod is gone.',
  check: ofCluster(({ image: { reference } }) =>
    reference === '' ? NONE : notReference(reference, 'registry.example.com/kafka:4.3.1'),
  ),
};

export const imageNotPinned: ClusterRule = {
  code: 'ImageNotPinned',
  severity: 'warning',
  why: 'Behind such a tag there is another image tomorrow: nodes that move would run another version than those that stay.',
  check: ofCluster(({ image: { reference } }) => {
    const parsed = parseReference(reference);
    if (parsed === undefined || parsed.digest !== undefined) return NONE;
    if (parsed.tag !== undefined && parsed.tag !== 'latest') return NONE;
    return [
      {
        prop: 'image',
        message: `image ${quoted(reference)} has ${parsed.tag === undefined ? 'no tag' : "the tag 'latest'"}, behind which the image changes`,
        fix: 'name a version, or better a digest',
      },
    ];
  }),
};

export const imageVersionDiffers: ClusterRule = {
  code: 'ImageVersionDiffers',
  severity: 'warning',
  why: 'Options, features and the format of metadata are those of `version`; a server of another one may not know them.',
  check: ofCluster(({ image, imageProfile, version }) => {
    // Only of images with Kafka's version for a tag it is known what the tag says.
    if (imageProfile.reference(version.version) === undefined) return NONE;
    const tag = parseReference(image.reference)?.tag ?? '';
    const inTag = /^\d+\.\d+\.\d+/.exec(tag)?.[0];
    if (inTag === undefined || inTag === version.version) return NONE;
    return [
      {
        prop: 'image',
        message: `image ${quoted(image.reference)} is of Kafka ${inTag}, the cluster of ${version.version}`,
        fix: `set version to KafkaVersion.of('${inTag}'), or use the image of ${version.version}`,
      },
    ];
  }),
};

export const imagePullPolicy: ClusterRule = {
  code: 'ImagePullPolicy',
  severity: 'error',
  why: 'Kubernetes knows no other.',
  check: ofCluster(({ image: { pullPolicy } }) =>
    pullPolicy === undefined || PULL_POLICIES.includes(pullPolicy)
      ? NONE
      : [
          {
            prop: 'image.pullPolicy',
            message: `${quoted(pullPolicy)} is no pull policy; allowed are ${either(PULL_POLICIES)}`,
            fix: 'leave it out for IfNotPresent',
          },
        ],
  ),
};

export const appsDomainForm: ClusterRule = {
  code: 'AppsDomainForm',
  severity: 'error',
  why: 'Hosts of Routes are made from it.',
  check: ofCluster(({ platform }) => {
    if (platform.kind !== 'openshift' || platform.appsDomain === undefined) return NONE;
    if (isHostName(platform.appsDomain) && !platform.appsDomain.startsWith('*')) return NONE;
    return [
      {
        prop: 'platform.appsDomain',
        message: `the domain of applications is ${quoted(platform.appsDomain)}, which is no DNS name`,
        fix: "use what 'oc get ingresses.config/cluster -o jsonpath={.spec.domain}' prints",
      },
    ];
  }),
};

export const IMAGE_PLATFORM_RULES: readonly ClusterRule[] = [
  imageMissing,
  imageForm,
  imageNotPinned,
  imageVersionDiffers,
  imagePullPolicy,
  appsDomainForm,
];
