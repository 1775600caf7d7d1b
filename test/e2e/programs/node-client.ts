/**
 * Runs in the clients' pod, bundled: writes one record with a client that shares no code with Kafka's own, and prints what came
 * of it as one line of JSON. The request comes on standard input, as it may hold a password.
 */
import { readFileSync } from 'node:fs';
import {
  MultipleErrors,
  Producer,
  type ProducerOptions,
  stringSerializers,
} from '@platformatic/kafka';
import type { NodeClientAnswer, NodeClientRequest } from './protocol';

const request = JSON.parse(readFileSync(0, 'utf8')) as NodeClientRequest;

type Options = ProducerOptions<string, string, string, string>;

function options(): Options {
  const { tls, sasl } = request;
  return {
    clientId: 'e2e',
    bootstrapBrokers: [...request.bootstrapServers],
    serializers: stringSerializers,
    retries: 0,
    timeout: 10000,
    connectTimeout: 5000,
    requestTimeout: 10000,
    // The server's name has to be the certificate's: without it any certificate of the CA would do.
    ...(tls === undefined ? {} : { tls: { ...tls }, tlsServerName: true }),
    ...(sasl === undefined ? {} : { sasl: { ...sasl } }),
  };
}

function texts(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [String(error)];
  const inner =
    error instanceof AggregateError || MultipleErrors.isMultipleErrors(error) ? error.errors : [];
  return [error.message, ...causes(error.cause), ...inner.flatMap((each: unknown) => texts(each))];
}

const causes = (cause: unknown): readonly string[] => (cause === undefined ? [] : texts(cause));

async function produce(): Promise<NodeClientAnswer> {
  const producer = new Producer(options());
  try {
    const { topic, key, value } = request;
    const { offsets } = await producer.send({ messages: [{ topic, key, value }], acks: -1 });
    const written = offsets?.[0];
    return written === undefined
      ? { ok: false, error: 'acknowledged without an offset' }
      : { ok: true, partition: written.partition, offset: Number(written.offset) };
  } catch (error) {
    return { ok: false, error: texts(error).join(' | ') };
  } finally {
    // The process ends anyway; what a close has to say would hide the answer.
    producer.close(true, () => undefined);
  }
}

void produce().then((answer) => {
  console.log(JSON.stringify(answer));
  process.exit(0);
});
