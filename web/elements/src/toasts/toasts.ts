import type { Action, BelfryClient } from "@belfry/client";
import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from "lit";
import { attend, type Attendant, type Attention } from "../attention/attention.js";
import type { ToastPosition } from "../bell/bell.js";
import { BelfryElement } from "../element.js";
import { itemStyles } from "../inbox/item-styles.js";
import { navigate } from "../navigation.js";
import { controls } from "../styles/controls.js";
import { theme } from "../styles/theme.js";
import { card, type CardListener } from "./card.js";
import { cardStyles } from "./card-styles.js";
import { Cards } from "./cards.js";
import { positionOf, regions, stack, type StackListener } from "./draw.js";
import { Hands } from "./hands.js";
import { Layer } from "./layer.js";
import { Speaker } from "./speaker.js";
import { Stack, type Shown } from "./stack.js";
import { stackStyles } from "./stack-styles.js";
import { spoken, told } from "./telling.js";
import {
  failedPress,
  isPressing,
  notificationToast,
  recapToast,
  refusedToast,
  type NotificationToast,
  type Press,
  type Toast,
} from "./toast.js";

const LIMIT = 3;

/** Where they are as wide as the screen, as in their styles. */
const WIDE = "(max-width: 480px)";

/**
 * What arrives, for a moment, above everything else of the page; with it sound, vibration, and
 * notifications of the operating system while no tab of the user is seen. These are never asked
 * for: they are shown where the user has allowed them. Several of a page do all of it once.
 *
 * F6 leads the focus to the newest toast and back, Escape closes the one that has it, or the newest.
 * The time of toasts stands still while the pointer or the focus is on them, and while the page is
 * not seen. While a modal dialog is open they are carried into it, since nothing else can be pressed.
 *
 * @attr position - `top-end` (default), `top-start`, `bottom-end`, `bottom-start`; `none` shows none
 * @attr limit - how many are shown at a time, 3 without it
 * @attr muted - neither sound, nor vibration, nor notifications of the operating system
 * @attr title-count - the page's title begins with the number of unread notifications
 *
 * @fires belfry-navigate - a toast leads to an address, `detail` is `{notification, url}`; cancelled,
 *     the page goes there by itself
 * @fires belfry-show-inbox - the user wants to see what was held back
 *
 * @csspart stack - all of them; where it lies, a page can say by `inset` and `width`
 * @csspart toast - one toast
 * @csspart title - its title, which is pressed
 * @csspart message - its text
 * @csspart action - a button
 * @csspart close - the button that closes it
 */
export class BelfryToasts extends BelfryElement {
  static override styles = [theme, controls, itemStyles, stackStyles, cardStyles];

  static override properties: PropertyDeclarations = {
    position: {},
    limit: { type: Number },
    muted: { type: Boolean },
    titleCount: { attribute: "title-count", type: Boolean },
  };

  declare position: ToastPosition;
  declare limit: number;
  declare muted: boolean;
  declare titleCount: boolean;

  readonly #stack = new Stack(() => performance.now());
  readonly #layer = new Layer(this, BelfryToasts.elementStyles);
  readonly #speaker = new Speaker(this.#layer.root);
  readonly #hands = new Hands(this.#layer.root, {
    onChange: () => this.requestUpdate(),
    onLeave: () => this.#showAll(false),
    onDismiss: (key) => this.#close([key]),
    dismisses: (side) => this.#place.endsWith(side) || matchMedia(WIDE).matches,
  });
  readonly #cards = new Cards((toast) =>
    card(toast, this.words, this.session?.user, this.#listener),
  );
  readonly #listener: CardListener & StackListener = {
    onOpen: (toast, click) => this.#open(toast, click),
    onPress: (toast, action) => void this.#press(toast, action),
    onClose: ({ key }) => this.#close([key]),
    onMore: () => this.#showAll(!this.#isOpen),
    onCloseAll: () => this.#close(this.#stack.keys),
  };
  readonly #attendant: Attendant = {
    wishes: () => ({
      muted: this.muted,
      titleCount: this.titleCount,
      showsToasts: this.#place !== "none" && !this.hidden,
      words: this.words,
    }),
    show: (notifications) => this.#add(notifications.map(notificationToast)),
    recap: (count) => this.#add([recapToast(count)]),
    refused: ({ message }) => this.#add([refusedToast(message)]),
    drop: (keys) => this.#drop(keys),
    navigate: (notification, url) => navigate(this, notification, url),
  };
  #attention: Attention | undefined;
  /** Whose toasts they are. */
  #session: BelfryClient | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether also those are shown that there is no room for. */
  #isOpen = false;
  #shown: Shown = { toasts: [], more: 0 };
  /** Whether something came since it was drawn last. */
  #isNews = false;

  constructor() {
    super();
    this.position = "top-end";
    this.limit = LIMIT;
    this.muted = false;
    this.titleCount = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#layer.connect(() => this.#stack.size > 0);
    this.#hands.connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#hands.disconnect();
    this.#layer.disconnect();
  }

  override clientChanged(client: BelfryClient | undefined): (() => void) | undefined {
    const attention = client && attend(client, this.#attendant);
    this.#attention = attention;
    return () => attention?.leave(this.#attendant);
  }

  protected override createRenderRoot(): ShadowRoot {
    super.createRenderRoot();
    return this.#layer.root;
  }

  protected override update(changed: PropertyValues): void {
    const { session, state } = this;
    if (session !== this.#session || this.#place === "none") {
      this.#session = session;
      this.#stack.clear();
    }
    if (state !== undefined) {
      this.#stack.follow(state.inbox.notifications);
    }
    this.#isOpen &&= this.#stack.size > this.#limit;
    this.#stack.rest(this.#hands.isOn || this.#isOpen);
    this.#hands.begin();
    this.#shown = this.#stack.shown(this.#isOpen ? Number.POSITIVE_INFINITY : this.#limit);
    super.update(changed);
  }

  protected override updated(): void {
    this.#attention?.changed();
    const isNews = this.#isNews;
    this.#isNews = false;
    if (isNews) {
      this.#layer.raise();
    }
    this.#showCards();
    if (isNews) {
      this.#layer.uncover();
      this.#seeNewest();
    }
    this.#hands.end();
    this.#wait();
  }

  protected override render(): TemplateResult {
    const position = this.#place;
    const { words } = this;
    const { toasts, more } = this.#shown;
    const look = { words, position, isEmpty: toasts.length === 0, more, isOpen: this.#isOpen };
    return html` ${regions(words)} ${position === "none" ? nothing : stack(look, this.#listener)} `;
  }

  /** The newest is next to the edge; it is read from top to bottom. */
  #showCards(): void {
    const list = this.#layer.root.querySelector(".list");
    const isAtTop = this.#place.startsWith("top");
    const { toasts } = this.#shown;
    if (list !== null) {
      this.#cards.show(list, isAtTop ? toasts : toasts.toReversed(), isAtTop);
    }
  }

  get #place(): ToastPosition {
    return positionOf(this.position);
  }

  get #limit(): number {
    return this.limit >= 1 ? Math.floor(this.limit) : LIMIT;
  }

  /** Shows and says what came, the newest last. */
  #add(toasts: readonly Toast[]): void {
    for (const toast of toasts) {
      this.#stack.put(toast);
    }
    // What is moved with its text is not spoken.
    this.#layer.move();
    const shown = this.#stack.shown(this.#limit).toasts;
    const said = toasts.filter((toast) => shown.includes(toast));
    for (const toast of said) {
      this.#speaker.say(spoken(toast, this.words), isPressing(toast));
    }
    if (said.length < toasts.length) {
      this.#speaker.say(this.words.count("moreToasts", toasts.length - said.length), false);
    }
    this.#isNews = true;
    this.requestUpdate();
  }

  /** Waits for the next one to be over. */
  #wait(): void {
    clearTimeout(this.#timer);
    const { nextMs } = this.#stack;
    if (Number.isFinite(nextMs)) {
      this.#timer = setTimeout(() => this.#expire(), Math.ceil(nextMs));
    }
  }

  #expire(): void {
    this.#attention?.gone(this.#stack.expire(), false);
    this.requestUpdate();
  }

  #drop(keys: readonly string[]): void {
    for (const key of keys) {
      this.#stack.remove(key);
    }
    this.requestUpdate();
  }

  /** Takes toasts away, in the other tabs too. */
  #close(keys: readonly string[]): void {
    this.#drop(keys);
    this.#attention?.gone(keys, true);
  }

  #showAll(all: boolean): void {
    if (all !== this.#isOpen) {
      this.#isOpen = all;
      this.requestUpdate();
      void this.updateComplete.then(() => this.#seeNewest());
    }
  }

  #seeNewest(): void {
    this.#layer.root.querySelector("[data-newest]")?.scrollIntoView({ block: "nearest" });
  }

  #open(toast: Toast, click: MouseEvent): void {
    this.#close([toast.key]);
    if (toast.kind !== "notification") {
      this.tell("belfry-show-inbox");
      return;
    }
    const { notification } = toast;
    // What is refused is told as such.
    this.session?.markRead(notification.id).catch(() => undefined);
    const isForBrowser = click.ctrlKey || click.metaKey || click.shiftKey;
    if (notification.url !== undefined && !isForBrowser) {
      click.preventDefault();
      navigate(this, notification, notification.url);
    }
  }

  async #press({ key, notification }: NotificationToast, { id, url }: Action): Promise<void> {
    this.#pressed(key, { state: "pending", action: id });
    try {
      await this.session?.act(key, id);
      this.#pressed(key, { state: "done", action: id });
      if (url !== undefined) {
        navigate(this, notification, url);
      }
    } catch (problem) {
      this.#pressed(key, failedPress(problem as Error));
    }
  }

  /** Shows and says what became of a button. */
  #pressed(id: string, press: Press): void {
    this.#stack.press(id, press);
    const toast = this.#stack.get(id);
    const text = toast?.kind === "notification" && told(toast, this.words, this.session?.user);
    if (text) {
      this.#speaker.say(text, press.state === "failed");
    }
    this.requestUpdate();
  }
}
