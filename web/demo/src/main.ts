import { tap } from "./wire/installed.js";
import "@belfry/elements";
import { render, type TemplateResult } from "lit";
import { Backend } from "./backend.js";
import { Credentials, loadConfig } from "./config.js";
import { sessionOf } from "./session.js";
import "./style.css";
import { deskPage } from "./view/desk-page.js";
import { notInDemoMode, unreachable } from "./view/notice.js";
import { ownPage } from "./view/own-page.js";
import { Network } from "./wire/network.js";

/** All users beside the console, or with `?user=` one user alone in a window of their own. */
async function page(): Promise<TemplateResult> {
  const config = await loadConfig();
  if (config === null) {
    return notInDemoMode();
  }
  const credentials = new Credentials(config);
  const backend = new Backend(credentials);
  const network = new Network(tap);
  const alone = new URLSearchParams(location.search).get("user");
  const shown = config.users.filter(({ id }) => id === alone);
  const [first, ...others] = (shown.length > 0 ? shown : config.users).map((user) =>
    sessionOf(user, credentials, backend, network),
  );
  if (first === undefined) {
    throw new Error("The server has no users.");
  }
  return shown.length > 0
    ? ownPage(first, tap.log)
    : deskPage([first, ...others], backend, tap.log);
}

page()
  .catch((problem: unknown) => unreachable(String(problem)))
  .then((content) => render(content, document.body));
