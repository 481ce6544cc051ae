/** Goes where a notification leads: in this tab within the page's origin, elsewhere in a new one. */
export function navigate(url: string): void {
  if (new URL(url).origin === location.origin) {
    location.assign(url);
  } else {
    window.open(url, "_blank", "noopener");
  }
}
