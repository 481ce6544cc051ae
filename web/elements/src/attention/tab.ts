/** How one tab stands, of those of a browser that show the same user. */
export interface Tab {
  readonly id: string;
  readonly isVisible: boolean;
  /** Whether it may make a sound: the user has touched it, and it is not muted. */
  readonly canRing: boolean;
  /** Since when it stands so, epoch milliseconds. */
  readonly sinceMs: number;
}

/** The name of the lock by which a tab says how it stands. */
export function nameOfTab(client: string, { id, isVisible, canRing, sinceMs }: Tab): string {
  return prefixOf(client) + JSON.stringify([id, isVisible, canRing, sinceMs]);
}

/** What the name of a lock says; `undefined` where it is another client's, or no tab's. */
export function tabOf(client: string, name: string): Tab | undefined {
  const prefix = prefixOf(client);
  if (!name.startsWith(prefix)) {
    return undefined;
  }
  const [id, isVisible, canRing, sinceMs] = JSON.parse(name.slice(prefix.length)) as [
    string,
    boolean,
    boolean,
    number,
  ];
  return { id, isVisible, canRing, sinceMs };
}

/**
 * The one tab that makes the sound: of those that may, one that the user sees rather than one that
 * they do not, and the one that they came to last.
 */
export function ringerOf(tabs: readonly Tab[]): Tab | undefined {
  const [first] = tabs
    .filter(({ canRing }) => canRing)
    .sort(
      (a, b) =>
        Number(b.isVisible) - Number(a.isVisible) ||
        b.sinceMs - a.sinceMs ||
        (a.id < b.id ? -1 : 1),
    );
  return first;
}

function prefixOf(client: string): string {
  return `${client} tab `;
}
