import type { Notification } from "@belfry/client";
import { html, render, type TemplateResult } from "lit";
import { safeUrl } from "../safe-url.js";
import type { Words } from "../strings/words.js";

/** Draws a notification as the page wants it; called again whenever it changes. */
export type RenderItem = (notification: Notification) => TemplateResult | Node | string;

/**
 * Items that the page draws itself: in the light DOM, where its own styles apply. Each is an element
 * in the slot `item-ID`.
 */
export class CustomItems {
  readonly #host: HTMLElement;
  readonly #boxes = new Map<string, HTMLElement>();
  /** What each box shows, since drawing anew may take the focus out of it. */
  readonly #drawn = new Map<string, readonly unknown[]>();

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /**
   * Draws these, and takes all others away.
   *
   * @param age another value whenever ages have to be said anew
   */
  show(notifications: readonly Notification[], draw: RenderItem | undefined, age: number): void {
    const wanted = new Set(draw === undefined ? [] : notifications.map(({ id }) => id));
    for (const [id, box] of this.#boxes) {
      if (!wanted.has(id)) {
        box.remove();
        this.#boxes.delete(id);
        this.#drawn.delete(id);
      }
    }
    if (draw === undefined) {
      return;
    }
    for (const notification of notifications) {
      const { id } = notification;
      const shown = [notification, draw, age];
      if (!shown.every((each, index) => each === this.#drawn.get(id)?.[index])) {
        this.#drawn.set(id, shown);
        render(draw(notification), this.#boxes.get(id) ?? this.#box(id));
      }
    }
  }

  #box(id: string): HTMLElement {
    const box = document.createElement("div");
    box.slot = `item-${id}`;
    this.#boxes.set(id, box);
    this.#host.append(box);
    return box;
  }
}

const TEXTS: Readonly<Record<string, (notification: Notification, words: Words) => string>> = {
  title: ({ title }) => title,
  message: ({ message }) => message,
  age: ({ timestamp }, words) => words.age(timestamp, Date.now()),
  actor: ({ actor }) => actor?.name ?? actor?.id ?? "",
  type: ({ type }, words) => words.type(type),
  count: ({ group }, words) => words.number(group?.count ?? 1),
};

/**
 * Draws by a `<template>`: what says `data-text="title"` (or `message`, `age`, `actor`, `type`,
 * `count`, `data.NAME`) gets that text, `data-href="url"` the address, and `data-src="icon"` or
 * `"avatar"` the picture.
 */
export function byTemplate(template: HTMLTemplateElement, words: Words): RenderItem {
  return (notification) => {
    const copy = document.importNode(template.content, true);
    for (const each of copy.querySelectorAll<HTMLElement>("[data-text]")) {
      each.textContent = textOf(each.dataset["text"] ?? "", notification, words);
    }
    for (const each of copy.querySelectorAll<HTMLElement>("[data-href='url']")) {
      setAddress(each, "href", notification.url);
    }
    for (const each of copy.querySelectorAll<HTMLElement>("[data-src]")) {
      const isIcon = each.dataset["src"] === "icon";
      setAddress(each, "src", isIcon ? notification.icon : notification.actor?.avatar);
    }
    return html`${copy}`;
  };
}

function textOf(name: string, notification: Notification, words: Words): string {
  const own = TEXTS[name]?.(notification, words);
  if (own !== undefined) {
    return own;
  }
  const value = name.startsWith("data.") ? notification.data?.[name.slice(5)] : undefined;
  return value === undefined || value === null ? "" : String(value);
}

function setAddress(element: HTMLElement, attribute: string, address: string | undefined): void {
  const url = safeUrl(address, document.baseURI);
  if (url === undefined) {
    element.removeAttribute(attribute);
  } else {
    element.setAttribute(attribute, url);
  }
}
