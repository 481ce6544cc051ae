import type { Credentials, DemoUser } from "../config.js";
import type { Priority } from "@belfry/client";
import { curlOf, send, type Draft, type Outcome } from "../sending.js";
import { CurlBox } from "./curl-box.js";
import { element } from "./dom.js";
import { segments, selectField, textField } from "./fields.js";

const TYPES = [
  "info",
  "success",
  "warning",
  "error",
  "message",
  "friend_request",
  "comment",
  "like",
  "system",
];
const PRIORITIES: readonly Priority[] = ["low", "normal", "high", "urgent"];
const EVERYBODY = "*";

/** The form that plays the backend: it sends a notification and shows the command that would. */
export class SendForm {
  readonly root: HTMLElement;
  readonly #users: readonly DemoUser[];
  readonly #credentials: Credentials;
  readonly #form: HTMLFormElement;
  readonly #button = element("button", { type: "submit", class: "primary" }, "Send");
  readonly #result = element("p", { class: "result", role: "status" });
  readonly #curl = new CurlBox();

  constructor(users: readonly DemoUser[], credentials: Credentials) {
    this.#users = users;
    this.#credentials = credentials;
    this.#form = element(
      "form",
      {},
      segments("to", "To", recipients(users), users[0]?.id ?? ""),
      segments("priority", "Priority", named(PRIORITIES), "normal"),
      textField("title", "Title", { required: "", maxlength: "256", value: "New comment" }),
      textField("message", "Message", { maxlength: "4096", value: "Carla wrote: looks good!" }),
      element(
        "div",
        { class: "pair" },
        selectField("type", "Type", TYPES, "comment"),
        textField("url", "Link (optional)", { inputmode: "url", placeholder: "/posts/5" }),
      ),
      element("div", { class: "submit-row" }, this.#button, this.#result),
    );
    this.root = element(
      "section",
      { class: "sender", "aria-label": "Send a notification" },
      element("h2", {}, "Send"),
      element("p", { class: "hint" }, "Your backend’s part: one HTTP call."),
      this.#form,
      this.#curl.root,
    );
    this.#form.addEventListener("input", () => this.#showCurl());
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#submit();
    });
    this.#showCurl();
  }

  #showCurl(): void {
    this.#curl.show(curlOf(this.#draft(), location.origin, this.#credentials.apiKey));
  }

  async #submit(): Promise<void> {
    this.#button.disabled = true;
    this.#say(await this.#sent());
    this.#button.disabled = false;
  }

  /** A key that a restarted server no longer takes is asked for once more. */
  async #sent(): Promise<Outcome> {
    const draft = this.#draft();
    try {
      const outcome = await send(draft, this.#credentials.apiKey);
      if (outcome.sent || outcome.status !== 401) {
        return outcome;
      }
      await this.#credentials.renew();
      this.#showCurl();
      return await send(draft, this.#credentials.apiKey);
    } catch {
      return { sent: false, status: 0, reason: "the server cannot be reached" };
    }
  }

  #say(outcome: Outcome): void {
    this.#result.dataset["sent"] = String(outcome.sent);
    this.#result.textContent = outcome.sent
      ? `${outcome.status} in ${outcome.millis} ms`
      : `Not sent: ${outcome.reason}`;
  }

  #draft(): Draft {
    const fields = new FormData(this.#form);
    const text = (name: string) => String(fields.get(name) ?? "");
    const to = text("to");
    return {
      to: to === EVERYBODY ? this.#users.map(({ id }) => id) : [to],
      type: text("type"),
      priority: PRIORITIES.find((priority) => priority === text("priority")) ?? "normal",
      title: text("title"),
      message: text("message"),
      url: text("url").trim(),
    };
  }
}

function recipients(users: readonly DemoUser[]) {
  const single = users.map(({ id, name }) => ({ value: id, label: name }));
  return users.length < 2 ? single : [...single, { value: EVERYBODY, label: "Both" }];
}

function named(values: readonly string[]) {
  return values.map((value) => ({ value, label: value }));
}
