/** Takes the place of engine.io-client's parts of an address: those that anything asks for. */
interface Address {
  readonly source: string;
  readonly protocol: string;
  readonly host: string;
  readonly port: string;
  readonly path: string;
  readonly query: string;
}

const PARTS = /^(\w+):\/\/(?:[^@/?#]*@)?(?:\[([^\]]*)\]|([^:/?#]*))(?::(\d*))?([^?#]*)\??([^#]*)/;

export function parse(source: string): Address {
  const [, protocol = "", address, name = "", port = "", path = "", query = ""] =
    PARTS.exec(source) ?? [];
  return { source, protocol, host: address ?? name, port, path, query };
}
