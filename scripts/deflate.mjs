// What scripts/gen-deflate.mjs makes lib/util/generated/deflate.ts of.
export { gzipSync } from 'fflate/browser';
