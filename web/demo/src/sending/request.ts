import type { Call } from "../backend.js";
import type { ActionDraft, Draft } from "./draft.js";

/** What is wrong, by the JSON pointer of the field, as the server says it. */
export type Problems = Readonly<Record<string, string>>;

/** The call that a draft is, or why it is none yet. */
export type Built = { readonly call: Call } | { readonly problems: Problems };

type Json = Readonly<Record<string, unknown>>;

const SEND_PATH = "/api/v1/notifications";
const MOST_TIMES = 100;

/**
 * Builds the call. Whatever can be written as JSON is left to the server to judge: the form shows
 * its answers.
 */
export function requestOf(draft: Draft): Built {
  const problems = problemsOf(draft);
  if (Object.keys(problems).length > 0) {
    return { problems };
  }
  const times = draft.times.trim() === "" ? 1 : Number(draft.times);
  const headers = draft.idempotencyKey === "" ? {} : { "Idempotency-Key": draft.idempotencyKey };
  if (times === 1) {
    const body = { to: recipients(draft), ...content(draft) };
    return { call: { method: "POST", path: SEND_PATH, headers, body } };
  }
  const notifications = draft.users.flatMap((to) =>
    Array.from({ length: times }, (_, at) => ({ to, ...numbered(content(draft), at + 1, times) })),
  );
  return {
    call: { method: "POST", path: `${SEND_PATH}/batch`, headers, body: { notifications } },
  };
}

function problemsOf(draft: Draft): Problems {
  const { audience, users, times } = draft;
  const count = Number(times);
  const isMany = times.trim() !== "";
  return {
    ...(audience === "users" && users.length === 0 && { "/to": "choose somebody" }),
    ...(!isJson(draft.where) && { "/to/where": "is no JSON" }),
    ...(!isJson(draft.data) && { "/data": "is no JSON" }),
    ...(isMany &&
      !(Number.isInteger(count) && count >= 1 && count <= MOST_TIMES) && {
        times: `must be a whole number from 1 to ${MOST_TIMES}`,
      }),
    ...(isMany && audience !== "users" && { times: "goes to users only" }),
  };
}

function recipients({ audience, users, topic, except, where }: Draft): unknown {
  if (audience === "users") {
    return users.length === 1 ? users[0] : users;
  }
  return {
    ...(audience === "topic" ? { topic } : { all: true }),
    ...(except.length > 0 && { except }),
    ...(where.trim() !== "" && { where: JSON.parse(where) }),
  };
}

/** The notification: what was left empty or at its default stays out of it. */
function content(draft: Draft): Json {
  const actor = given({ id: draft.actorId, name: draft.actorName, avatar: draft.actorAvatar });
  const group = given({
    key: draft.groupKey,
    title: draft.groupTitle,
    window: number(draft.groupWindow),
  });
  return {
    ...given({ type: draft.type }),
    ...(draft.priority !== "normal" && { priority: draft.priority }),
    title: draft.title,
    ...given({ message: draft.message, url: draft.url.trim(), icon: draft.icon.trim() }),
    ...part("actor", actor),
    ...(draft.data.trim() !== "" && { data: JSON.parse(draft.data) }),
    ...(draft.actions.length > 0 && { actions: draft.actions.map(action) }),
    ...given({ actionGroup: draft.actionGroup }),
    ...part("group", group),
    ...given({
      sendAt: draft.sendAt.trim(),
      cancelKey: draft.cancelKey,
      expiresAt: draft.expiresAt.trim(),
      ttl: number(draft.ttl),
    }),
  };
}

function action({ id, label, style, url }: ActionDraft): Json {
  return { id, label, ...given({ style, url: url.trim() }) };
}

function numbered(one: Json, index: number, of: number): Json {
  return { ...one, title: `${String(one["title"])} (${index} of ${of})` };
}

function given(fields: Json): Json {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
}

function part(name: string, fields: Json): Json {
  return Object.keys(fields).length === 0 ? {} : { [name]: fields };
}

/** The number that a text is; any other text as it is, for the server to refuse. */
function number(text: string): number | string {
  const trimmed = text.trim();
  return trimmed === "" || Number.isNaN(Number(trimmed)) ? trimmed : Number(trimmed);
}

function isJson(text: string): boolean {
  if (text.trim() === "") {
    return true;
  }
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
