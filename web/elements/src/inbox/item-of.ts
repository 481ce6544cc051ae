/** The item of a list in which something happened, also where the page drew it. */
export function itemOf(event: Event): HTMLElement | undefined {
  const path = event.composedPath();
  return path
    .slice(0, path.indexOf(event.currentTarget as EventTarget))
    .findLast((each) => each instanceof HTMLElement && each.matches("[data-id]")) as
    HTMLElement | undefined;
}
