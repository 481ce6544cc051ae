#!/usr/bin/env node
// The arithmetic and the simulation of docs/scale.md: node bench/scale.mjs [name=value …]
//
// Names are those of INPUTS and NODE; `node bench/scale.mjs sendsPerHour=20 cores=16`.

/** Measured: docs/performance.md. Published: the sources in docs/scale.md. The rest is assumed. */
const INPUTS = {
  socketsPerUser: 1.2, // assumed: tabs and devices at once
  sendsPerHour: 6, // assumed: to one connected user
  peak: 3, // assumed: the busiest minute over the mean
  registered: 10, // assumed: users with an inbox, for each who is connected
  kept: 100, // the default of retention.count
  rowBytes: 600, // assumed: a notification in PostgreSQL, with its indexes
  processKB: 2.8, // measured: a socket
  kernelKB: 4, // assumed: its buffers in the kernel, at rest
  sendMicros: 53, // measured, on SQLite
  deliveryMicros: 7.5, // measured
  connectsPerCore: 2_800, // measured: 5,587/s on two cores, which the load generator shared
  postgresWrites: 20_000, // published: transactions/s of one primary with 16 vCPU
  postgresReads: 100_000, // published: reads/s of the same
  redisMessages: 300_000, // published: commands/s of one Redis thread, pipelined
  reconnectSeconds: 60, // wanted: until all are back after everybody was cut off
};

/** One node, and how full anything may be in everyday life. */
const NODE = { cores: 8, memoryGB: 16, sockets: 100_000, full: 0.5 };

/** What so many connected users need, part by part. */
function needs(users, given) {
  const { full } = given;
  const sockets = users * given.socketsPerUser;
  const sends = (users * given.sendsPerHour * given.peak) / 3600;
  const deliveries = sends * given.socketsPerUser;
  const cores = (sends * given.sendMicros + deliveries * given.deliveryMicros) / 1e6;
  const memoryGB = (sockets * (given.processKB + given.kernelKB)) / 1e6;
  // Whoever publishes costs Redis one message, and each node that hears it another.
  const messages = sends + deliveries;
  const nodes = {
    sockets: sockets / given.sockets,
    memory: memoryGB / (given.memoryGB * full),
    "CPU of sends": cores / (given.cores * full),
    "CPU of connects": sockets / given.reconnectSeconds / (given.connectsPerCore * given.cores),
  };
  return {
    sockets,
    sends,
    nodes: Math.max(2, Math.ceil(Math.max(...Object.values(nodes))) + 1),
    bound: Object.entries(nodes).sort(([, a], [, b]) => b - a)[0][0],
    redis: messages / (given.redisMessages * full),
    postgresWrites: sends / (given.postgresWrites * full),
    postgresReads: sockets / given.reconnectSeconds / given.postgresReads,
    storageTB: (users * given.registered * given.kept * given.rowBytes) / 1e12,
  };
}

/**
 * A node with `sockets` goes, and its clients come back to others, which let in `perSecond` in all and
 * refuse the rest; they retry as stock clients do: after 1 s, doubled to 5 s, each ± 50 %.
 */
function comeBack({ sockets, spreadSeconds, perSecond, random }) {
  const step = 0.01;
  const due = [];
  const put = (at, tries) => (due[Math.floor(at / step)] ??= []).push(tries);
  for (let i = 0; i < sockets; i++) {
    put((spreadSeconds * i) / sockets + delay(0, random), 0);
  }
  let back = 0;
  let refused = 0;
  let busiest = 0;
  let room = 0;
  let tick = 0;
  for (; back < sockets; tick++) {
    room = Math.min(perSecond / 10, room + perSecond * step);
    const asking = due[tick] ?? [];
    busiest = Math.max(busiest, asking.length / step);
    for (const tries of asking) {
      if (room >= 1) {
        room--;
        back++;
      } else {
        refused++;
        put((tick + 1) * step + delay(tries + 1, random), tries + 1);
      }
    }
    due[tick] = undefined;
  }
  return { seconds: tick * step, refused, busiest };
}

function delay(tries, random) {
  return Math.min(5, 2 ** tries) * (0.5 + random());
}

/** The same numbers in every run (a linear congruential generator, as in Numerical Recipes). */
function seeded(seed) {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

function row(cells) {
  console.log(`| ${cells.join(" | ")} |`);
}

const format = (value, digits = 0) =>
  value.toLocaleString("en-US", { maximumFractionDigits: digits, minimumFractionDigits: digits });

const given = { ...INPUTS, ...NODE };
for (const word of process.argv.slice(2)) {
  const [name, value] = word.split("=");
  if (!(name in given) || !Number.isFinite(Number(value))) {
    console.error(`There is no ${word}. There are: ${Object.keys(given).join(", ")}.`);
    process.exit(2);
  }
  given[name] = Number(value);
}

row([
  "connected users",
  "sockets",
  "sends/s, peak",
  "nodes",
  "bound by",
  "PostgreSQL writes",
  "reads, all back",
  "Redis",
  "storage",
]);
row(["---:", "---:", "---:", "---:", "---", "---:", "---:", "---:", "---:"]);
for (const users of [1e4, 1e5, 1e6, 3e6, 1e7]) {
  const need = needs(users, given);
  row([
    format(users),
    format(need.sockets),
    format(need.sends),
    format(need.nodes),
    need.bound,
    format(need.postgresWrites, 2),
    format(need.postgresReads, 2),
    format(need.redis, 2),
    `${format(need.storageTB, 2)} TB`,
  ]);
}

console.log();
row(["nodes left", "`stop.spread`", "all back, s", "refused tries", "busiest moment, tries/s"]);
row(["---:", "---:", "---:", "---:", "---:"]);
for (const left of [1, 9]) {
  for (const spreadSeconds of [0, 5, 15, 60]) {
    const perSecond = left * given.connectsPerCore * given.cores * given.full;
    const random = seeded(1);
    const end = comeBack({ sockets: given.sockets, spreadSeconds, perSecond, random });
    row([
      left,
      `${spreadSeconds}s`,
      format(end.seconds, 1),
      format(end.refused),
      format(end.busiest),
    ]);
  }
}
