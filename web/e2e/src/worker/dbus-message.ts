/**
 * Messages of D-Bus, as far as notifications need them, in the little-endian form: a subset of the
 * types of https://dbus.freedesktop.org/doc/dbus-specification.html, section "Type System".
 */

export const METHOD_CALL = 1;
export const METHOD_RETURN = 2;
export const ERROR = 3;
export const SIGNAL = 4;

/** A value of a body: text, a number of 32 bits, a boolean, or a list of texts. */
export type Value = string | number | boolean | readonly string[];

export interface Message {
  readonly type: number;
  readonly serial: number;
  readonly path?: string;
  readonly interface?: string;
  readonly member?: string;
  readonly errorName?: string;
  readonly replySerial?: number;
  readonly destination?: string;
  readonly sender?: string;
  readonly signature?: string;
  /** The values before the first of another type than {@link Value}'s. */
  readonly body: readonly Value[];
}

type Field = "path" | "interface" | "member" | "errorName" | "replySerial" | "destination";

/** The codes and types of header fields. */
const FIELDS: readonly (readonly [number, Field | "sender" | "signature", string])[] = [
  [1, "path", "o"],
  [2, "interface", "s"],
  [3, "member", "s"],
  [4, "errorName", "s"],
  [5, "replySerial", "u"],
  [6, "destination", "s"],
  [7, "sender", "s"],
  [8, "signature", "g"],
];

const FIXED_BYTES = 16;
const BODY_LENGTH_AT = 4;
const SERIAL_AT = 8;
const FIELDS_LENGTH_AT = 12;

/** The first message of some bytes, and how many it has; `undefined` until all of it is there. */
export function read(bytes: Buffer): { message: Message; length: number } | undefined {
  if (bytes.length < FIXED_BYTES) {
    return undefined;
  }
  const fieldsEnd = FIXED_BYTES + bytes.readUInt32LE(FIELDS_LENGTH_AT);
  const bodyAt = aligned(fieldsEnd, 8);
  const length = bodyAt + bytes.readUInt32LE(BODY_LENGTH_AT);
  if (bytes.length < length) {
    return undefined;
  }
  const header: Record<string, Value> = {};
  const reader = new Reader(bytes, FIXED_BYTES);
  while (reader.position < fieldsEnd) {
    reader.align(8);
    const code = reader.byte();
    const value = reader.value(reader.signature());
    const name = FIELDS.find(([each]) => each === code)?.[1];
    if (name !== undefined && value !== undefined) {
      header[name] = value;
    }
  }
  const body: Value[] = [];
  const values = new Reader(bytes, bodyAt);
  for (const type of String(header["signature"] ?? "").match(/as|[sou]|.+/g) ?? []) {
    const value = values.value(type);
    if (value === undefined) {
      break;
    }
    body.push(value);
  }
  const type = bytes.readUInt8(1);
  return { message: { ...header, type, serial: bytes.readUInt32LE(SERIAL_AT), body }, length };
}

/** The bytes of a message. */
export function write(message: Omit<Message, "signature">): Buffer {
  const body = new Writer();
  for (const value of message.body) {
    body.value(typeOf(value), value);
  }
  const header = new Writer();
  const full: Partial<Record<string, unknown>> = {
    ...message,
    signature: message.body.map(typeOf).join("") || undefined,
  };
  for (const [code, name, type] of FIELDS) {
    const value = full[name] as Value | undefined;
    if (value !== undefined) {
      header.align(8).byte(code).value("g", type).value(type, value);
    }
  }
  const fields = header.bytes();
  const fixed = Buffer.alloc(FIXED_BYTES);
  fixed.write("l", "latin1");
  fixed.writeUInt8(message.type, 1);
  fixed.writeUInt8(1, 3);
  fixed.writeUInt32LE(body.bytes().length, BODY_LENGTH_AT);
  fixed.writeUInt32LE(message.serial, SERIAL_AT);
  fixed.writeUInt32LE(fields.length, FIELDS_LENGTH_AT);
  const padding = Buffer.alloc(aligned(fields.length, 8) - fields.length);
  return Buffer.concat([fixed, fields, padding, body.bytes()]);
}

class Reader {
  position: number;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer, position: number) {
    this.#bytes = bytes;
    this.position = position;
  }

  align(to: number): void {
    this.position = aligned(this.position, to);
  }

  byte(): number {
    return this.#bytes.readUInt8(this.position++);
  }

  signature(): string {
    return this.#text(this.byte());
  }

  /** `undefined` for a type that is not read here. */
  value(type: string): Value | undefined {
    switch (type) {
      case "s":
      case "o":
        return this.#text(this.#number());
      case "g":
        return this.signature();
      case "u":
        return this.#number();
      case "as":
        return this.#texts();
      default:
        return undefined;
    }
  }

  #texts(): string[] {
    const bytes = this.#number();
    const end = this.position + bytes;
    const texts: string[] = [];
    while (this.position < end) {
      texts.push(this.#text(this.#number()));
    }
    return texts;
  }

  #number(): number {
    this.align(4);
    this.position += 4;
    return this.#bytes.readUInt32LE(this.position - 4);
  }

  #text(length: number): string {
    const text = this.#bytes.toString("utf8", this.position, this.position + length);
    this.position += length + 1;
    return text;
  }
}

class Writer {
  #bytes = Buffer.alloc(0);

  bytes(): Buffer {
    return this.#bytes;
  }

  align(to: number): this {
    const missing = aligned(this.#bytes.length, to) - this.#bytes.length;
    return this.#add(Buffer.alloc(missing));
  }

  byte(value: number): this {
    return this.#add(Buffer.of(value));
  }

  value(type: string, value: Value): this {
    if (typeof value === "number" || typeof value === "boolean") {
      return this.align(4).#number(Number(value));
    }
    if (typeof value !== "string") {
      const texts = new Writer();
      for (const text of value) {
        texts.value("s", text);
      }
      return this.align(4).#number(texts.bytes().length).#add(texts.bytes());
    }
    const text = Buffer.from(`${value}\0`);
    return type === "g"
      ? this.byte(text.length - 1).#add(text)
      : this.align(4)
          .#number(text.length - 1)
          .#add(text);
  }

  #number(value: number): this {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return this.#add(bytes);
  }

  #add(bytes: Buffer): this {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    return this;
  }
}

function typeOf(value: Value): string {
  switch (typeof value) {
    case "string":
      return "s";
    case "number":
      return "u";
    case "boolean":
      return "b";
    default:
      return "as";
  }
}

function aligned(position: number, to: number): number {
  return Math.ceil(position / to) * to;
}
