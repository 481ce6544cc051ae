import { readyChime } from "./chime.js";
import { Credentials, loadConfig, type DemoUser } from "./config.js";
import "./style.css";
import { element } from "./view/dom.js";
import { notInDemoMode, unreachable } from "./view/notice.js";
import { SendForm } from "./view/send-form.js";
import { UserWindow } from "./view/user-window.js";

/** Both users beside the form, or with `?user=` one user alone in a window of their own. */
async function pageParts(): Promise<readonly HTMLElement[]> {
  const config = await loadConfig();
  if (config === null) {
    return [notInDemoMode()];
  }
  const credentials = new Credentials(config);
  const alone = new URLSearchParams(location.search).get("user");
  const user = config.users.find(({ id }) => id === alone);
  return user === undefined
    ? [
        new SendForm(config.users, credentials).root,
        ...config.users.map((each) => sharedWindow(each, credentials)),
      ]
    : [ownWindow(user, credentials)];
}

function sharedWindow(user: DemoUser, credentials: Credentials): HTMLElement {
  const link = element(
    "a",
    {
      class: "window-link",
      href: `?user=${encodeURIComponent(user.id)}`,
      target: "_blank",
      "aria-label": `Open ${user.name} in a window of their own`,
    },
    "Open in a window",
  );
  return userWindow(user, credentials, link, () => {});
}

function ownWindow(user: DemoUser, credentials: Credentials): HTMLElement {
  const title = `${user.name} · Belfry`;
  document.body.classList.add("alone");
  document.title = title;
  const link = element("a", { class: "window-link", href: "." }, "Both users");
  return userWindow(user, credentials, link, (unread) => {
    document.title = unread === 0 ? title : `(${unread}) ${title}`;
  });
}

function userWindow(
  user: DemoUser,
  credentials: Credentials,
  link: HTMLAnchorElement,
  onUnread: (unread: number) => void,
): HTMLElement {
  const token = (renew: boolean) => credentials.token(user.id, renew);
  return new UserWindow(user, token, link, onUnread).root;
}

readyChime();
const stage = document.querySelector("main");
pageParts()
  .catch((problem: unknown) => [unreachable(String(problem))])
  .then((parts) => stage?.replaceChildren(...parts));
