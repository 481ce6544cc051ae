/** What a push carries, read leniently: docs/push.md says what each field means. */

/** A button of a card. */
export interface Button {
  readonly id: string;
  readonly label: string;
  readonly url?: string;
}

/** A notification as a push tells of it. */
export interface Card {
  readonly id: string;
  /** The inbox's number of its last change. */
  readonly seq: number;
  /** Of how many it is made. */
  readonly count: number;
  readonly title: string;
  readonly message: string;
  readonly isUrgent: boolean;
  readonly actions: readonly Button[];
  /** Creation, epoch milliseconds. */
  readonly timestamp?: number;
  readonly url?: string;
  readonly icon?: string;
}

export interface Payload {
  readonly card?: Card;
  /** Whether it comes without a sound. */
  readonly silent: boolean;
  /** Where it is told what the user does with the card. */
  readonly receipt?: string;
  /** Ids of what the user is through with. */
  readonly close: readonly string[];
  readonly unread?: number;
}

type Fields = Readonly<Record<string, unknown>>;

/** What a push says; `undefined` when it has neither something to show nor something to close. */
export function parsePayload(text: string | undefined): Payload | undefined {
  const fields = fieldsOf(parseJson(text));
  const card = cardOf(fieldsOf(fields["notification"]));
  const close = listOf(fields["close"]);
  if (card === undefined && close === undefined) {
    return undefined;
  }
  return {
    ...present("card", card),
    silent: fields["silent"] === true,
    ...present("receipt", textOf(fields["receipt"])),
    close: (close ?? []).filter((id) => typeof id === "string"),
    ...present("unread", countOf(fields["unread"])),
  };
}

function cardOf(fields: Fields): Card | undefined {
  const id = textOf(fields["id"]);
  const title = textOf(fields["title"]);
  if (id === undefined || title === undefined) {
    return undefined;
  }
  return {
    id,
    seq: countOf(fields["seq"]) ?? 0,
    count: countOf(fieldsOf(fields["group"])["count"]) ?? 1,
    title,
    message: textOf(fields["message"]) ?? "",
    isUrgent: fields["priority"] === "urgent",
    actions: (listOf(fields["actions"]) ?? []).flatMap(buttonOf),
    ...present("timestamp", countOf(fields["timestamp"])),
    ...present("url", textOf(fields["url"])),
    ...present("icon", textOf(fields["icon"])),
  };
}

function buttonOf(value: unknown): Button[] {
  const fields = fieldsOf(value);
  const id = textOf(fields["id"]);
  const label = textOf(fields["label"]);
  return id === undefined || label === undefined
    ? []
    : [{ id, label, ...present("url", textOf(fields["url"])) }];
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function countOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** An object with this field, or without any where there is no value. */
function present<K extends string, V>(name: K, value: V | undefined): { [k in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { [k in K]: V });
}
