import type { Duration, Size } from 'cdk8s';
import { SizeRoundingBehavior } from 'cdk8s';

/** A size in bytes. */
export function bytesOf(size: Size | undefined): number | undefined {
  return size === undefined
    ? undefined
    : size.toKibibytes({ rounding: SizeRoundingBehavior.FLOOR }) * 1024;
}

/** A time in seconds. */
export function secondsOf(time: Duration | undefined): number | undefined {
  return time?.toSeconds({ integral: false });
}
