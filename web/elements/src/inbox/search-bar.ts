import type { Filter, Priority, TypeChoices } from "@belfry/client";
import { html, type TemplateResult } from "lit";
import { icon } from "../icons.js";
import type { Words } from "../strings/words.js";
import { selectOf } from "../select.js";

/** What a user looks for. */
export interface Search {
  readonly text: string;
  readonly type: string;
  readonly priority: Priority | "";
}

export const noSearch: Search = { text: "", type: "", priority: "" };

const PRIORITIES: readonly Priority[] = ["urgent", "high", "normal", "low"];

export function isSearching({ text, type, priority }: Search): boolean {
  return text.trim() !== "" || type !== "" || priority !== "";
}

/** What of a list the search leaves. */
export function searched({ text, type, priority }: Search): Filter {
  const q = text.trim();
  return {
    // What has nothing to look for would be refused as a whole.
    ...(/[\p{L}\p{N}\p{S}]/u.test(q) && { q }),
    ...(type !== "" && { type }),
    ...(priority !== "" && { priority }),
  };
}

/** The field to search in, and the choices to filter by. */
export function searchBar(
  search: Search,
  types: readonly Pick<TypeChoices, "type" | "label">[],
  words: Words,
  change: (search: Partial<Search>) => void,
): TemplateResult {
  return html`<div class="search-bar" role="search">
    <label class="search">
      ${icon("search")}
      <span class="for-readers">${words.say("search")}</span>
      <input
        type="search"
        class="field"
        maxlength="256"
        autocomplete="off"
        placeholder=${words.say("search")}
        .value=${search.text}
        @input=${({ target }: Event) => change({ text: (target as HTMLInputElement).value })}
      />
    </label>
    <div class="filters">
      ${selectOf(
        words.say("filterType"),
        [
          ["", words.say("anyType")],
          ...types.map(({ type, label }) => [type, words.type(type, label)] as const),
        ],
        search.type,
        (type) => change({ type }),
      )}
      ${selectOf(
        words.say("filterPriority"),
        [
          ["", words.say("anyPriority")],
          ...PRIORITIES.map((each) => [each, words.say(each)] as const),
        ],
        search.priority,
        (priority) => change({ priority: priority as Search["priority"] }),
      )}
    </div>
  </div>`;
}
