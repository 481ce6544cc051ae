import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, afterEach, before, describe, it } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { VERSIONS, StockClient, type Version } from "../clients/stock.js";
import { TRANSPORTS } from "../harness/client.js";
import { userToken } from "../harness/jwt.js";
import { Balancer, HAPROXY, NGINX, type Kind } from "./balancer.js";
import { Node } from "./node.js";

const CLIENTS = 12;

/** A client, and what it tells the load balancer of itself. */
interface Visitor {
  readonly name: string;
  readonly version: Version;
  /** Made anew for each: the client writes its cookies into `extraHeaders`. */
  readonly options: () => object;
  /** Whether it comes back to the node that it was at, whatever the load balancer. */
  readonly keepsCookies: boolean;
}

const visitors: readonly Visitor[] = VERSIONS.filter(({ name }) => name !== "3.1").flatMap(
  (version) =>
    version.protocol === 4
      ? [{ name: version.name, version, options: () => ({}), keepsCookies: false }]
      : [
          {
            name: `${version.name} without cookies`,
            version,
            options: () => ({}),
            keepsCookies: false,
          },
          {
            name: `${version.name} as browsers are`,
            version,
            options: () => ({
              withCredentials: true,
              extraHeaders: { "Sec-Fetch-Site": "same-site" },
            }),
            keepsCookies: true,
          },
        ],
);

for (const kind of [NGINX, HAPROXY]) {
  describe(`Belfry behind ${kind.program}`, () => {
    const secret = randomBytes(32).toString("hex");
    let nodes: readonly [Node, Node];
    let balancer: Balancer;
    const started: { dispose(): Promise<void> }[] = [];
    const open: StockClient[] = [];

    before(async () => {
      nodes = await Promise.all([Node.start(secret), Node.start(secret)]);
      started.push(...nodes);
      balancer = await Balancer.start(
        kind,
        nodes.map(({ address }) => address),
      );
      started.push(balancer);
    });
    afterEach(() => {
      open.splice(0).forEach(({ socket }) => socket.disconnect());
    });
    after(async () => {
      await Promise.all(started.map((each) => each.dispose()));
    });

    const connect = async (visitor: Visitor, transports: readonly string[], user: string) => {
      const token = userToken(secret, user);
      const client = new StockClient(
        visitor.version.connect(balancer.url, {
          forceNew: true,
          transports,
          reconnectionDelay: 50,
          reconnectionDelayMax: 200,
          auth: { token },
          ...visitor.options(),
          ...(visitor.version.protocol === 4 && {
            transportOptions: Object.fromEntries(
              transports.map((name) => [
                name,
                { extraHeaders: { Authorization: `Bearer ${token}` } },
              ]),
            ),
          }),
        }),
      );
      open.push(client);
      await client.hears("connect");
      await client.travelsBy(transports.at(-1) ?? "");
      return client;
    };

    const counts = () => Promise.all(nodes.map((node) => node.sockets()));

    for (const visitor of visitors) {
      for (const [way, transports] of Object.entries(TRANSPORTS)) {
        it(
          `${visitor.name}, ${way}: stays connected, and moves when its node drains`,
          { timeout: 60_000 },
          async () => {
            const clients = [];
            for (let i = 0; i < CLIENTS; i++) {
              clients.push(await connect(visitor, transports, `user-${i}`));
            }
            await every(clients, works);
            await until(async () => sum(await counts()) === CLIENTS, "all are counted");
            const [onFirst, onSecond] = await counts();
            if (isShared(kind, visitor)) {
              assert.ok(onFirst && onSecond, `nodes share the load: ${onFirst} and ${onSecond}`);
            }
            assert.deepEqual(
              clients.map(leavings),
              clients.map(() => 0),
            );

            const [leaving, staying] = (onFirst ?? 0) > 0 ? nodes : [nodes[1], nodes[0]];
            const moving = await leaving.sockets();
            const ended = leaving.drain();
            await until(async () => !(await leaving.isReady()), "it says that it drains");
            await every(clients, works);
            assert.deepEqual(
              clients.map(leavings),
              clients.map(() => 0),
              "it is served until then",
            );
            await ended;

            await until(async () => (await staying.sockets()) === CLIENTS, "all are at the other");
            await every(clients, works);
            const moved = clients.filter((client) => leavings(client) > 0);
            assert.equal(moved.length, moving, "who was at the other node stayed there");
            if (isShared(kind, visitor)) {
              assert.deepEqual(
                moved.map(leavings),
                moved.map(() => 1),
                "each moved once",
              );
            }
            await leaving.startAgain();
            if (kind === HAPROXY) {
              await until(async () => {
                await fetch(`${balancer.url}/socket.io/?EIO=4&transport=polling`);
                return (await leaving.sockets()) > 0;
              }, "its health is seen");
            }
          },
        );
      }
    }
  });
}

/** Whether its clients are kept apart: those without cookies are one for nginx. */
function isShared(kind: Kind, visitor: Visitor): boolean {
  return kind === HAPROXY || visitor.keepsCookies;
}

async function works(client: StockClient): Promise<void> {
  const [answer] = await client.ask("getNotifications", false);
  assert.deepEqual(answer, []);
}

function leavings(client: StockClient): number {
  return client.all("disconnect").length;
}

async function every(
  clients: readonly StockClient[],
  act: (client: StockClient) => Promise<void>,
): Promise<void> {
  await Promise.all(clients.map(act));
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!(await holds())) {
    assert.ok(Date.now() < deadline, `waited in vain until ${what}`);
    await pause(50);
  }
}
