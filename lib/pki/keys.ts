import type { KeyObject } from 'crypto';
import { createPrivateKey, webcrypto } from 'crypto';

/** How the keys of authorities and certificates are made. */
export type KeyAlgorithm = 'ec-p256' | 'rsa-3072' | 'rsa-4096';

type Parameters = webcrypto.EcKeyGenParams | webcrypto.RsaHashedKeyGenParams;

// Fermat's number F4: the only RSA exponent that every library accepts.
const F4 = Uint8Array.of(1, 0, 1);
const rsa = (modulusLength: number): Parameters => ({
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength,
  publicExponent: F4,
});

const PARAMETERS: Readonly<Record<KeyAlgorithm, Parameters>> = {
  'ec-p256': { name: 'ECDSA', namedCurve: 'P-256' },
  'rsa-3072': rsa(3072),
  'rsa-4096': rsa(4096),
};

export const KEY_ALGORITHMS: readonly KeyAlgorithm[] = ['ec-p256', 'rsa-3072', 'rsa-4096'];

/** Made in a millisecond, and signs eighty times as fast as RSA 3072: adr/0005. */
export const DEFAULT_KEY_ALGORITHM: KeyAlgorithm = 'ec-p256';

export interface SigningKey {
  readonly key: webcrypto.CryptoKey;
  readonly algorithm: { readonly name: string; readonly hash: string };
}

export async function generateKeys(algorithm: KeyAlgorithm): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(PARAMETERS[algorithm], true, ['sign', 'verify']);
}

/** PKCS#8, because Kafka reads neither PKCS#1 nor SEC1 keys. */
export async function privateKeyPem(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''].join('\n');
}

/** The key of an authority as webcrypto signs with it. */
export async function signingKey(pem: string): Promise<SigningKey> {
  const key = createPrivateKey(pem);
  const algorithm = signingAlgorithm(key);
  const der = key.export({ format: 'der', type: 'pkcs8' });
  return {
    algorithm,
    key: await webcrypto.subtle.importKey('pkcs8', der, importParameters(algorithm), false, [
      'sign',
    ]),
  };
}

function signingAlgorithm(key: KeyObject): SigningKey['algorithm'] {
  const name = key.asymmetricKeyType === 'ec' ? 'ECDSA' : 'RSASSA-PKCS1-v1_5';
  return { name, hash: 'SHA-256' };
}

function importParameters(algorithm: SigningKey['algorithm']) {
  return algorithm.name === 'ECDSA' ? { name: 'ECDSA', namedCurve: 'P-256' } : algorithm;
}
