import "./browser.js";
import { BelfryClient } from "@belfry/client";
import { act, StrictMode, Suspense, use, type ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { describe, expect, it } from "vitest";
import {
  BelfryProvider,
  useBelfry,
  useConnection,
  useNotifications,
  useUnreadCount,
} from "../src/index.js";
import { Kept, notification, offline, offlineClient } from "./offline.js";
import { render } from "./render.js";

/** What a component inside of a provider has seen at each rendering. */
class Inside {
  readonly clients: (BelfryClient | undefined)[] = [];
  readonly titles: string[] = [];

  get client(): BelfryClient | undefined {
    return this.clients.at(-1);
  }

  readonly View = (): ReactNode => {
    this.clients.push(useBelfry());
    this.titles.push(
      useNotifications()
        .notifications.map(({ title }) => title)
        .join(),
    );
    return null;
  };
}

/** A token as servers sign them, of which clients read the claims. */
function jwt(claims: object): string {
  return `e30.${btoa(JSON.stringify(claims))}.signature`;
}

describe("a provider's own client", () => {
  it("is opened once and stays open, also where effects run twice", async () => {
    const inside = new Inside();
    // Each client without a server asks once, to know whose inbox to begin with.
    let asked = 0;
    const token = () => {
      asked += 1;
      return "ann";
    };

    await render(
      <StrictMode>
        <BelfryProvider {...offline(new Kept(notification("a")))} token={token}>
          <inside.View />
        </BelfryProvider>
      </StrictMode>,
    );

    expect(new Set(inside.clients.filter((each) => each !== undefined)).size).toBe(1);
    expect(asked).toBe(1);
    expect(inside.client?.state.status).not.toBe("closed");
    expect(inside.titles.at(-1)).toBe("Title of a");
  });

  it("is closed when it is not mounted any more", async () => {
    const inside = new Inside();
    const rendered = await render(
      <BelfryProvider {...offline(new Kept())} token="ann">
        <inside.View />
      </BelfryProvider>,
    );

    await rendered.unmount();

    expect(inside.client?.state.status).toBe("closed");
  });

  it("stays while what is inside waits for something, and is closed after that", async () => {
    const inside = new Inside();
    let arrive: (what: string) => void = () => {};
    const arrival = new Promise<string>((resolve) => {
      arrive = resolve;
    });
    const Waiting = () => use(arrival);
    const tree = (waits: boolean) => (
      <Suspense>
        <BelfryProvider {...offline(new Kept(notification("a")))} token="ann">
          <inside.View />
          {waits && <Waiting />}
        </BelfryProvider>
      </Suspense>
    );
    const rendered = await render(tree(false));

    await rendered.render(tree(true));
    expect(inside.client?.state.status).not.toBe("closed");
    await act(async () => arrive("here"));
    expect(new Set(inside.clients.filter((each) => each !== undefined)).size).toBe(1);
    expect(inside.titles.at(-1)).toBe("Title of a");
    expect(inside.client?.state.status).not.toBe("closed");

    await rendered.unmount();
    expect(inside.client?.state.status).toBe("closed");
  });

  it("is closed when nobody is signed in any more, and another one after that", async () => {
    const inside = new Inside();
    const tree = (isSignedIn: boolean) => (
      <BelfryProvider
        {...(isSignedIn ? { ...offline(new Kept()), token: "ann" } : { client: undefined })}
      >
        <inside.View />
      </BelfryProvider>
    );
    const rendered = await render(tree(true));
    const { client: first } = inside;

    await rendered.render(tree(false));
    expect(first?.state.status).toBe("closed");
    expect(inside.client).toBeUndefined();
    await rendered.render(tree(true));

    expect(inside.client).not.toBe(first);
    expect(inside.client?.state.status).toBe("connecting");
  });

  it("stays for another token of the same user, a function or not", async () => {
    const inside = new Inside();
    const tree = (token: string | (() => string), user?: string) => (
      <BelfryProvider {...offline(new Kept())} token={token} {...(user !== undefined && { user })}>
        <inside.View />
      </BelfryProvider>
    );
    const rendered = await render(tree(jwt({ sub: "ann", exp: 1 })));

    await rendered.render(tree(jwt({ sub: "ann", exp: 2 })));
    await rendered.render(tree(() => "ann", "ann"));
    await rendered.render(tree(() => "ann", "ann"));

    expect(new Set(inside.clients.filter((each) => each !== undefined)).size).toBe(1);
    expect(inside.client?.state.status).not.toBe("closed");
  });

  it("is another one for another user, and shows nothing of the first", async () => {
    const inside = new Inside();
    const tree = (user: string, title: string) => (
      <BelfryProvider
        {...offline(new Kept(notification("a", { title })))}
        token={() => user}
        user={user}
      >
        <inside.View />
      </BelfryProvider>
    );
    const rendered = await render(tree("ann", "Ann's"));
    const { client: first } = inside;
    const since = inside.titles.length;

    await rendered.render(tree("bob", "Bob's"));

    expect(inside.titles.slice(since)).not.toContain("Ann's");
    expect(inside.titles.at(-1)).toBe("Bob's");
    expect(first?.state.status).toBe("closed");
    expect(inside.client?.state.status).not.toBe("closed");
  });

  it("is another one for the token of another user", async () => {
    const inside = new Inside();
    const tree = (token: string) => (
      <BelfryProvider {...offline(new Kept())} token={token}>
        <inside.View />
      </BelfryProvider>
    );
    const rendered = await render(tree(jwt({ sub: "ann" })));
    const { client: first } = inside;

    await rendered.render(tree(jwt({ sub: "bob" })));

    expect(first?.state.status).toBe("closed");
    expect(inside.client).not.toBe(first);
  });
});

describe("a client that is given", () => {
  it("is there at the first rendering, and is left open", async () => {
    const client = await offlineClient(notification("a"));
    const inside = new Inside();
    const rendered = await render(
      <BelfryProvider client={client}>
        <inside.View />
      </BelfryProvider>,
    );

    await rendered.unmount();

    expect(inside.titles[0]).toBe("Title of a");
    expect(client.state.status).not.toBe("closed");
  });

  it("may be none while nobody is signed in", async () => {
    const inside = new Inside();
    const rendered = await render(
      <BelfryProvider client={undefined}>
        <inside.View />
      </BelfryProvider>,
    );
    expect(inside.client).toBe(undefined);
    const client = await offlineClient(notification("a"));

    await rendered.render(
      <BelfryProvider client={client}>
        <inside.View />
      </BelfryProvider>,
    );

    expect(inside.titles.at(-1)).toBe("Title of a");
  });
});

describe("on a server", () => {
  it("there is nothing, and nothing is opened", () => {
    const kept = new Kept(notification("a"));
    const View = () => {
      const { notifications, loading } = useNotifications();
      return `${notifications.length} ${loading} ${useConnection().status}`;
    };

    const html = renderToString(
      <BelfryProvider {...offline(kept)} token="ann">
        <View />
      </BelfryProvider>,
    );

    expect(html).toBe("0 true connecting");
    expect(kept.loads).toBe(0);
  });

  it("a client that is given shows nothing either", async () => {
    const client = await offlineClient(notification("a"));
    const View = () => `${useNotifications().notifications.length} ${useUnreadCount()}`;

    expect(
      renderToString(
        <BelfryProvider client={client}>
          <View />
        </BelfryProvider>,
      ),
    ).toBe("0 0");
  });
});

describe("without a provider", () => {
  it("hooks say what is missing", async () => {
    const inside = new Inside();

    await expect(act(async () => render(<inside.View />))).rejects.toThrow("<BelfryProvider>");
  });
});
