import { Emitter as Original } from "@socket.io/component-emitter";
import { expect, test } from "vitest";
import { Emitter } from "../../bundle/emitter.js";

type Either = Pick<Emitter, "emit" | "emitReserved" | "hasListeners" | "off" | "on" | "once"> &
  Pick<Emitter, "removeAllListeners" | "removeListener">;

/** What is heard when all of it is done to an emitter. */
function heardOf(emitter: Either): readonly string[] {
  const heard: string[] = [];
  const hears =
    (name: string) =>
    (...details: unknown[]) =>
      void heard.push(`${name}: ${details.join(" ")}`);
  const [a, b, c] = [hears("a"), hears("b"), hears("c")];
  const note = () => heard.push(`${emitter.hasListeners("x")} ${emitter.hasListeners("y")}`);

  emitter.on("x", a).on("x", b).once("x", c).once("y", c);
  emitter.emit("x", 1, 2).emitReserved("x", 3);
  note();
  emitter.off("x", a).removeListener("y", c).emit("x").emit("y");
  note();
  emitter.once("x", () => {
    emitter.on("x", a).off("x", b);
  });
  emitter.emit("x", "while told").emit("x", "then");
  emitter.removeAllListeners("x").emit("x");
  emitter.on("x", a).on("y", b).removeAllListeners().emit("x").emit("y");
  note();
  emitter.on("x", a).off("none", a).off("x").emit("x");
  note();
  return heard;
}

test("listeners hear what they hear of the library's emitter", () => {
  const heard = heardOf(new Emitter());

  expect(heard).toEqual(heardOf(new Original() as unknown as Either));
  expect(heard.length).toBeGreaterThan(10);
});
