import type { Notification } from "@belfry/client";
import type { Deeds } from "./deeds.js";
import { itemOf } from "./item-of.js";
import type { RovingFocus } from "./roving-focus.js";

/** Keys that mean something to an item, some of them only while it has the focus itself. */
export function itemKeys(
  focus: RovingFocus,
  deeds: Deeds,
  find: (id: string | undefined) => Notification | undefined,
): (event: KeyboardEvent) => void {
  return (event) => {
    const item = itemOf(event);
    const notification = find(item?.dataset["id"]);
    const { altKey, ctrlKey, metaKey, key, target } = event;
    const isTyping = (target as Element).matches("input, select, textarea");
    if (notification === undefined || altKey || ctrlKey || metaKey || isTyping) {
      return;
    }
    const meanings: Readonly<Record<string, () => void>> = {
      ArrowDown: () => focus.move(1),
      ArrowUp: () => focus.move(-1),
      PageDown: () => focus.move(1),
      PageUp: () => focus.move(-1),
      ...(target === item && {
        Home: () => focus.move(-Infinity),
        End: () => focus.move(Infinity),
        Enter: () => deeds.open(notification, true),
        Delete: () => deeds.remove(notification),
        e: () => deeds.toggleArchived(notification),
        u: () => deeds.toggleRead(notification),
      }),
    };
    if (key in meanings) {
      event.preventDefault();
      meanings[key]?.();
    }
  };
}
