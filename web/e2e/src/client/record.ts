import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { record } from "./recording.js";
import { RECORDED } from "./recorded.js";

const { steps } = await record();
await mkdir(dirname(RECORDED), { recursive: true });
await writeFile(
  RECORDED,
  `{"steps": [\n${steps.map((step) => JSON.stringify(step)).join(",\n")}\n]}\n`,
);
