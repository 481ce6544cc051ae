import { Manager, type ManagerOptions, type Socket } from "socket.io-client/manager";

/**
 * Takes the place of socket.io-client's `io`, which also keeps one connection for several
 * namespaces: connects to the main namespace at `url`, or at the page's own origin.
 */
export function io(url: string | ManagerOptions, settings?: ManagerOptions): Socket {
  return typeof url === "string"
    ? new Manager(url, settings).socket("/", settings)
    : new Manager(location.origin, url).socket("/", url);
}
