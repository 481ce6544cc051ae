import { element } from "./dom.js";

/** What a server says that is not in demo mode, and how to get one that is. */
export function notInDemoMode(): HTMLElement {
  return element(
    "section",
    { class: "notice" },
    element("h2", {}, "This server is not in demo mode"),
    element(
      "p",
      {},
      "It is up and serving, but it hands out no ready-made users, and rightly so. ",
      "To try Belfry with two of them, start a demo beside it:",
    ),
    element("pre", {}, element("code", {}, "./belfry demo")),
    element(
      "p",
      {},
      "It keeps everything in a temporary folder and prints the address to open. " +
        "The HTTP operations of this server are described in its ",
      element("a", { href: "/docs" }, "documentation"),
      ".",
    ),
  );
}

/** Why the page cannot start. */
export function unreachable(reason: string): HTMLElement {
  const again = element("button", { type: "button", class: "primary" }, "Try again");
  again.addEventListener("click", () => location.reload());
  return element(
    "section",
    { class: "notice", role: "alert" },
    element("h2", {}, "The server did not answer as expected"),
    element("p", {}, reason),
    again,
  );
}
