export const JAVA_SECURITY_FILE = 'java.security';

/**
 * How long Java keeps what DNS said. Pods move: an address that is kept for long cuts nodes off from each other, and so does a
 * failure, which Java's own file keeps for 10 s whatever `sun.net.inetaddr.negative.ttl` says: with one of two DNS servers
 * gone, controllers that were alive did not find each other for 40 s. Java 21 and later go on with the last known address
 * while DNS does not answer.
 */
export function javaSecurity(): string {
  return [
    'networkaddress.cache.ttl=5',
    'networkaddress.cache.negative.ttl=0',
    'networkaddress.cache.stale.ttl=30',
    '',
  ].join('\n');
}
