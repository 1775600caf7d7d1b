/** Where things lie in a Kafka container. */
export const BIN = '/opt/cdk8s-kafka/bin';
export const CONFIG = '/opt/cdk8s-kafka/config';
export const CERTS = '/opt/cdk8s-kafka/certs';
export const SECRETS = '/opt/cdk8s-kafka/secrets';
/** The password with which nodes log in to ZooKeeper, and its servers know them. */
export const ZOOKEEPER_LOGIN = '/opt/cdk8s-kafka/zookeeper';
/** Name and password of a process that is a client of Kafka. */
export const USER = '/opt/cdk8s-kafka/user';
/** Names and passwords of those who may ask a Connect worker. */
export const REST_USERS = '/opt/cdk8s-kafka/rest';
/** Memory-backed; the start script joins key and chain here, because Kafka wants both in one file. */
export const RUN = '/var/run/cdk8s-kafka';
/** What a node found of its own addresses when it started. */
export const ADDRESSES = `${RUN}/addresses.properties`;
export const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';
export const pemFile = (store: string): string => `${RUN}/certs/${store}.pem`;
/** The same in PKCS #12, of those who read no PEM. */
export const storeFile = (store: string): string => `${RUN}/certs/${store}.p12`;

/** Names of the certificate stores. */
export const NODE_STORE = 'node';
export const USER_STORE = 'user';
export const CLUSTER_CA_STORE = 'cluster-ca';
export const CLIENTS_CA_STORE = 'clients-ca';
export const REST_STORE = 'rest';
export const REST_CA_STORE = 'rest-ca';
export const ZOOKEEPER_STORE = 'zookeeper';
export const ZOOKEEPER_CA_STORE = 'zookeeper-ca';
export const listenerStore = (listener: string): string => `listener-${listener}`;
