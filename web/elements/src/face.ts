import type { Actor, Notification } from "@belfry/client";
import { html, nothing, type TemplateResult } from "lit";
import { typeIcon } from "./icons.js";
import { safeUrl } from "./safe-url.js";

const MOST_FACES = 2;

/** Who or what a notification is of: the faces of its actors, its icon, or the sign of its type. */
export function face({ type, icon, actor, group }: Notification): TemplateResult {
  const actors = (group?.actors.length ? group.actors : actor ? [actor] : []).slice(0, MOST_FACES);
  const pictures = actors.length > 0 ? actors.map(portrait) : [picture(icon) ?? nothing];
  const sign = html`<span class="glyph">${typeIcon(type)}</span>`;
  return html`<span class="face" data-count=${actors.length} aria-hidden="true">
    ${actors.length > 0 ? pictures : html`${sign}${pictures}`}
    ${actors.length > 0 ? html`<span class="sign">${typeIcon(type)}</span>` : nothing}
  </span>`;
}

function portrait({ name, avatar, id }: Actor): TemplateResult {
  return html`<span class="portrait"
    >${initial(name ?? id ?? "?")}${picture(avatar) ?? nothing}</span
  >`;
}

/** Lies over what is shown without it, and goes when it cannot be loaded. */
function picture(address: string | undefined): TemplateResult | undefined {
  const src = safeUrl(address, document.baseURI);
  return src === undefined
    ? undefined
    : html`<img
        src=${src}
        alt=""
        loading="lazy"
        decoding="async"
        referrerpolicy="no-referrer"
        @error=${hide}
        @load=${unhide}
      />`;
}

function hide({ currentTarget }: Event): void {
  (currentTarget as HTMLElement).hidden = true;
}

function unhide({ currentTarget }: Event): void {
  (currentTarget as HTMLElement).hidden = false;
}

function initial(name: string): string {
  const [first] = new Intl.Segmenter().segment(name.trim());
  return (first?.segment ?? "?").toLocaleUpperCase();
}
