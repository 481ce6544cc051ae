import type { Notification } from "@belfry/client";
import { render, type TemplateResult } from "lit";
import { safeUrl } from "../safe-url.js";
import type { Words } from "../strings/words.js";

/** Draws a notification as the page wants it; called again whenever it changes. */
export type RenderItem = (notification: Notification) => TemplateResult | Node | string;

/** How the list stands in which items are drawn. */
export interface CustomView {
  readonly words: Words;
  /** Epoch milliseconds. */
  readonly now: number;
  /** The item that the keyboard is at. */
  readonly active: string | undefined;
}

/** The element of an item, and what was drawn into it last. */
interface Box {
  readonly element: HTMLElement;
  readonly notification?: Notification;
  readonly draw?: RenderItem;
  readonly now?: number;
  readonly drawn?: unknown;
}

/**
 * Items that the page draws itself: in the light DOM, where its own styles apply. Each is an element
 * in the slot `item-ID`.
 */
export class CustomItems {
  readonly #host: HTMLElement;
  readonly #boxes = new Map<string, Box>();
  #template: HTMLTemplateElement | undefined;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /** Draws these, and takes all others away. */
  show(
    notifications: readonly Notification[],
    draw: RenderItem | HTMLTemplateElement | undefined,
    view: CustomView,
  ): void {
    const template = draw instanceof HTMLTemplateElement ? draw : undefined;
    const wanted = draw === undefined ? [] : notifications;
    const kept = new Set(template === this.#template ? wanted.map(({ id }) => id) : []);
    for (const [id, { element }] of this.#boxes) {
      if (!kept.has(id)) {
        element.remove();
        this.#boxes.delete(id);
      }
    }
    this.#template = template;
    for (const notification of wanted) {
      const box = this.#boxes.get(notification.id) ?? this.#box(notification.id);
      if (typeof draw === "function") {
        drawInto(box, notification, draw, view.now);
      } else {
        fill(box.element, notification, view);
      }
    }
  }

  #box(id: string): Box {
    const element = document.createElement("div");
    element.slot = `item-${id}`;
    if (this.#template !== undefined) {
      element.append(document.importNode(this.#template.content, true));
    }
    this.#host.append(element);
    const box = { element };
    this.#boxes.set(id, box);
    return box;
  }
}

/** Draws what has changed; what says how old something is, also as time goes by. */
function drawInto(box: Box, notification: Notification, draw: RenderItem, now: number): void {
  // A node of the page's own would be another one each time, and lose the focus.
  const isOld = box.now !== now && !(box.drawn instanceof Node);
  if (isOld || box.notification !== notification || box.draw !== draw) {
    const drawn = draw(notification);
    Object.assign(box, { notification, draw, now, drawn });
    render(drawn, box.element);
  }
}

const TEXTS: Readonly<
  Record<string, (notification: Notification, words: Words, now: number) => string>
> = {
  title: ({ title }) => title,
  message: ({ message }) => message,
  age: ({ timestamp }, words, now) => words.age(timestamp, now),
  actor: ({ actor }) => actor?.name ?? actor?.id ?? "",
  type: ({ type }, words) => words.type(type),
  count: ({ group }, words) => words.number(group?.count ?? 1),
};

/**
 * Fills a copy of a template, and touches only what is to be otherwise: what says
 * `data-text="title"` (or `message`, `age`, `actor`, `type`, `count`, `data.NAME`) gets that text,
 * `data-href="url"` the address, and `data-src="icon"` or `"avatar"` the picture.
 */
function fill(copy: HTMLElement, notification: Notification, view: CustomView): void {
  for (const each of copy.querySelectorAll<HTMLElement>("[data-text]")) {
    const text = textOf(each.dataset["text"] ?? "", notification, view);
    if (each.textContent !== text) {
      each.textContent = text;
    }
  }
  for (const each of copy.querySelectorAll("[data-href='url']")) {
    setAddress(each, "href", notification.url);
  }
  for (const each of copy.querySelectorAll<HTMLElement>("[data-src]")) {
    const isIcon = each.dataset["src"] === "icon";
    setAddress(each, "src", isIcon ? notification.icon : notification.actor?.avatar);
  }
  for (const each of copy.querySelectorAll<HTMLElement>("a[href], button")) {
    each.tabIndex = notification.id === view.active ? 0 : -1;
  }
}

function textOf(name: string, notification: Notification, { words, now }: CustomView): string {
  const own = TEXTS[name]?.(notification, words, now);
  if (own !== undefined) {
    return own;
  }
  const value = name.startsWith("data.") ? notification.data?.[name.slice(5)] : undefined;
  return value === undefined || value === null ? "" : String(value);
}

function setAddress(element: Element, attribute: string, address: string | undefined): void {
  const url = safeUrl(address, document.baseURI);
  if (url === undefined) {
    element.removeAttribute(attribute);
  } else if (url !== element.getAttribute(attribute)) {
    element.setAttribute(attribute, url);
  }
}
