import { spawn } from 'node:child_process';
import { connect } from 'node:tls';
import { PROGRAM } from './kubectl';
import { ExpectationFailed } from './outcome';

export interface ServedCertificate {
  readonly serialNumber: string;
  readonly subject: string;
}

/**
 * The certificates that a pod serves, by port. Through kubectl, not the network: it looks at the ports between the nodes too,
 * where no policy lets a client in.
 */
export function servedCertificates(
  namespace: string,
  pod: string,
  ports: readonly number[],
): Promise<ReadonlyMap<number, ServedCertificate>> {
  const args = [
    '-n',
    namespace,
    'port-forward',
    `pod/${pod}`,
    ...ports.map((port) => `:${String(port)}`),
  ];
  return new Promise((resolve, reject) => {
    const forward = spawn(PROGRAM, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const local = new Map<number, number>();
    let output = '';
    const timer = setTimeout(() => {
      finish(() => {
        reject(new ExpectationFailed(`port-forward to ${pod} did not start: ${output}`));
      });
    }, 15000);
    const finish = (then: () => void): void => {
      clearTimeout(timer);
      forward.kill('SIGKILL');
      then();
    };
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      for (const match of output.matchAll(/127\.0\.0\.1:(\d+) -> (\d+)/g)) {
        local.set(Number(match[2]), Number(match[1]));
      }
      if (local.size < ports.length) return;
      forward.stdout.off('data', read);
      lookAtAll(local).then(
        (certificates) => {
          finish(() => {
            resolve(certificates);
          });
        },
        (error: unknown) => {
          finish(() => {
            reject(error instanceof Error ? error : new Error(String(error)));
          });
        },
      );
    };
    forward.stdout.on('data', read);
    forward.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  });
}

async function lookAtAll(
  ports: ReadonlyMap<number, number>,
): Promise<ReadonlyMap<number, ServedCertificate>> {
  const entries = [...ports].map(async ([port, local]) => [port, await lookAt(local)] as const);
  return new Map(await Promise.all(entries));
}

/**
 * TLS 1.3 only: there the server's certificate has been seen when a listener that wants one from the client refuses us.
 * It is looked at, not trusted.
 */
function lookAt(port: number): Promise<ServedCertificate> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: '127.0.0.1',
      port,
      minVersion: 'TLSv1.3',
      rejectUnauthorized: false,
    });
    socket.setTimeout(5000, () => {
      socket.destroy(new Error(`no TLS answer within 5 s on the port behind ${String(port)}`));
    });
    socket.on('secureConnect', () => {
      const { serialNumber, subject } = socket.getPeerCertificate();
      resolve({ serialNumber, subject: `CN=${String(subject.CN)},O=${String(subject.O)}` });
      socket.destroy();
    });
    socket.on('error', reject);
  });
}
