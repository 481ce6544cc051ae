import { BelfryProvider, useConnection, useNotifications, useUnreadCount } from "@belfry/react";
import { BelfryBell, BelfryInbox, BelfryPreferences, BelfryToasts } from "@belfry/react/elements";
import { StrictMode, useState, type ReactNode } from "react";
import { createRoot } from "react-dom/client";

const parameters = new URLSearchParams(location.search);
const url = parameters.get("server") ?? "";
const guest = parameters.get("guest");
const users = [...parameters.entries()].filter(
  ([name]) => !["server", "guest", "all"].includes(name),
);

/** As applications without `exactOptionalPropertyTypes` say what they leave out. */
const leftOut: object = { open: undefined, toasts: undefined, theme: undefined };

function Page(): ReactNode {
  const [[user, token] = [], setUser] = useState(users[0]);
  return (
    <>
      <nav>
        {users.map((each) => (
          <button key={each[0]} onClick={() => setUser(each)}>
            {each[0]}
          </button>
        ))}
        <button onClick={() => setUser(undefined)}>Nobody</button>
      </nav>
      {user !== undefined && token !== undefined && (
        <BelfryProvider url={url} user={user} token={async () => token}>
          {parameters.has("all") ? <Elements /> : <Inbox />}
          {guest !== null && <BelfryBell id="guest" server={url} token={guest} {...leftOut} />}
        </BelfryProvider>
      )}
    </>
  );
}

function Inbox(): ReactNode {
  const unread = useUnreadCount();
  const { status } = useConnection();
  const { notifications, markRead } = useNotifications({ unread: true });
  const [heard, setHeard] = useState<readonly string[]>([]);
  const hear = (what: string) => setHeard((before) => [...before, what]);
  return (
    <>
      <BelfryBell
        onOpen={() => hear("open")}
        onClose={() => hear("close")}
        onNavigate={(event) => {
          event.preventDefault();
          hear(event.detail.url);
        }}
      />
      <output id="status">{status}</output>
      <output id="unread">{unread}</output>
      <output id="heard">{heard.join(" ")}</output>
      <ul id="list">
        {notifications.map(({ id, title }) => (
          <li key={id}>
            <button onClick={() => markRead(id)}>{title}</button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** All but the bell, with properties and listeners of their own. */
function Elements(): ReactNode {
  const [heard, setHeard] = useState("");
  return (
    <>
      <output id="heard">{heard}</output>
      <BelfryInbox layout="page" tab="unread" className="mine" />
      <BelfryToasts position="bottom-start" />
      <BelfryPreferences
        embedded
        onPreferencesChanged={({ detail, currentTarget }) =>
          setHeard(`${currentTarget.localName} ${typeof detail.silentUntil}`)
        }
      />
    </>
  );
}

const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Page />
    </StrictMode>,
  );
}
