import type { ConnectRestSpec } from '../spec/connect-rest';
import type { ClientPasswordOptions } from './client-connection';

/** The REST API of Connect workers without TLS. */
export interface ConnectRestOptions {
  /**
   * Names and passwords of those who may ask (basic authentication), of letters, digits and signs of ASCII. The first is
   * the one that the reconciler brings.
   * @default - whoever reaches it
   */
  readonly users?: ClientPasswordOptions[];
}

/** How the REST API of Connect workers is reached, and by whom. */
export class ConnectRest {
  /** Without TLS. */
  public static http(options: ConnectRestOptions = {}): ConnectRest {
    return new ConnectRest({ kind: 'http', certificate: undefined, users: usersOf(options) });
  }

  private constructor(private readonly spec: ConnectRestSpec) {}

  /** @internal */
  public _toSpec(): ConnectRestSpec {
    return this.spec;
  }
}

const usersOf = ({ users = [] }: ConnectRestOptions): ConnectRestSpec['users'] =>
  users.map(({ username, password }) => ({
    username: username._toSpec(),
    password: password._toSpec(),
  }));
