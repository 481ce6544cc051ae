import { BelfryError, type Action, type BelfryClient, type Notification } from "@belfry/client";
import type { ReactiveController } from "lit";
import { tellsRefusals } from "../attention/attention.js";
import type { BelfryElement } from "../element.js";
import { navigate } from "../navigation.js";

/** What was done or refused, for a moment, and how it is taken back. */
export interface Word {
  readonly text: string;
  /** Of which notification. */
  readonly id?: string;
  readonly undo?: () => void;
}

const WORD_MS = 8_000;

/** What a user does with notifications, and what there is to say of it. */
export class Deeds implements ReactiveController {
  readonly #host: BelfryElement;
  /** The button that was pressed, of each notification whose answer is on its way. */
  readonly #pressed = new Map<string, string>();
  #word: Word | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: BelfryElement) {
    this.#host = host;
    host.addController(this);
  }

  get word(): Word | undefined {
    return this.#word;
  }

  /** The button that was pressed, while nobody has answered that. */
  pressed(id: string): string | undefined {
    return this.#pressed.get(id);
  }

  hostDisconnected(): void {
    this.#say(undefined);
  }

  open(notification: Notification, leads: boolean): void {
    const { id, read, url } = notification;
    if (!read) {
      this.#try((client) => client.markRead(id));
    }
    if (leads && url !== undefined) {
      navigate(this.#host, notification, url);
    }
  }

  toggleRead({ id, read }: Notification): void {
    this.#try((client) => (read ? client.markUnread(id) : client.markRead(id)));
  }

  toggleArchived({ id, archived }: Notification): void {
    const { words } = this.#host;
    this.#try((client) => client.archive(id, archived !== true));
    this.#say({
      id,
      text: words.say(archived ? "unarchivedNow" : "archivedNow"),
      undo: () => this.#try((client) => client.archive(id, archived === true)),
    });
  }

  snooze({ id }: Notification, until: number): void {
    const { words } = this.#host;
    this.#try((client) => client.snooze(id, until));
    this.#say({
      id,
      text: words.say("snoozedNow", { time: words.soon(until) }),
      undo: () => this.#try((client) => client.snooze(id, null)),
    });
  }

  remove({ id }: Notification): void {
    this.#try((client) => client.delete(id));
    this.#say({ text: this.#host.words.say("removedNow") });
  }

  markAllRead(): void {
    this.#try((client) => client.markAllRead());
  }

  /** Presses a button; the first answer of all devices and recipients stands. */
  async press(notification: Notification, action: Action): Promise<void> {
    const { session, words } = this.#host;
    const { id } = notification;
    if (session === undefined || this.#pressed.has(id)) {
      return;
    }
    this.#pressed.set(id, action.id);
    this.#host.requestUpdate();
    try {
      await session.act(id, action.id);
      this.#say({ text: words.say("answered", { answer: action.label }) });
      if (action.url !== undefined) {
        navigate(this.#host, notification, action.url);
      }
    } catch (problem) {
      this.#say({ text: this.#reason(problem as Error, notification) });
    } finally {
      this.#pressed.delete(id);
      this.#host.requestUpdate();
    }
  }

  /** Stays as long as the pointer or the focus is at it (WCAG 2.2.1). */
  wait(): void {
    clearTimeout(this.#timer);
    if (this.#host.renderRoot.querySelector(".word :is(:hover, :focus-within)") === null) {
      this.#timer = setTimeout(() => this.#say(undefined), WORD_MS);
    }
  }

  undo(): void {
    const undo = this.#word?.undo;
    this.#say(undefined);
    undo?.();
  }

  #try(deed: (client: BelfryClient) => Promise<unknown>): void {
    const { session, words } = this.#host;
    if (session !== undefined) {
      deed(session).catch((problem: Error) => {
        const text = words.say("notDone", { reason: problem.message });
        this.#say(tellsRefusals(session) ? undefined : { text });
      });
    }
  }

  #reason(problem: Error, { actions }: Notification): string {
    const { words } = this.#host;
    if (problem instanceof BelfryError && problem.code === "already_answered") {
      const { outcome } = problem.details as { readonly outcome?: { readonly action?: string } };
      const answer = actions?.find(({ id }) => id === outcome?.action)?.label;
      return words.say("alreadyAnswered", { answer: answer ?? outcome?.action ?? "" });
    }
    return words.say("notDone", { reason: problem.message });
  }

  #say(word: Word | undefined): void {
    clearTimeout(this.#timer);
    this.#word = word;
    this.#host.requestUpdate();
    if (word !== undefined) {
      this.wait();
    }
  }
}
