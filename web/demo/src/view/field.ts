import { html, nothing, type TemplateResult } from "lit";
import type { Draft } from "../sending/draft.js";
import type { Problems } from "../sending/request.js";

/** What the parts of the form work on. */
export interface Form {
  readonly draft: Draft;
  readonly problems: Problems;
  change(changes: Partial<Draft>): void;
}

/** The fields of a draft that are one text. */
type TextName = {
  [Name in keyof Draft]: Draft[Name] extends string ? Name : never;
}[keyof Draft];

export interface FieldOptions {
  /** The JSON pointer under which the server speaks of it. */
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly rows?: number;
  /** The id of a list of suggestions. */
  readonly list?: string;
  readonly wide?: boolean;
  readonly kind?: "text" | "url" | "number";
}

/** A labelled text field of the draft, with what the server said of it. */
export function textField(form: Form, name: TextName, options: FieldOptions): TemplateResult {
  const { path, placeholder = "", rows, list, kind = "text" } = options;
  const { problem, described } = saidOf(form, options);
  const onInput = (event: Event) => {
    const { value } = event.target as HTMLInputElement | HTMLTextAreaElement;
    form.change({ [name]: value });
  };
  const control =
    rows === undefined
      ? html`<input
          id=${idOf(path)}
          name=${name}
          type="text"
          inputmode=${kind === "number" ? "numeric" : kind}
          autocomplete="off"
          placeholder=${placeholder}
          list=${list ?? nothing}
          aria-invalid=${problem === undefined ? nothing : "true"}
          aria-describedby=${described}
          .value=${form.draft[name]}
          @input=${onInput}
        />`
      : html`<textarea
          id=${idOf(path)}
          name=${name}
          rows=${rows}
          placeholder=${placeholder}
          aria-invalid=${problem === undefined ? nothing : "true"}
          aria-describedby=${described}
          .value=${form.draft[name]}
          @input=${onInput}
        ></textarea>`;
  return labelled(form, options, control);
}

/** A control with its label, its hint, and what the server said of it. */
export function labelled(form: Form, options: FieldOptions, control: unknown): TemplateResult {
  const { path, label, hint, wide } = options;
  const { problem } = saidOf(form, options);
  return html`
    <div class=${wide === true ? "field wide" : "field"}>
      <label for=${idOf(path)}>${label}</label>
      ${control}
      ${hint === undefined ? nothing : html`<p class="hint" id=${hintId(path)}>${hint}</p>`}
      ${problemOf(path, problem)}
    </div>
  `;
}

/** What is wrong with the field at `path`, to stand below it. */
export function problemOf(
  path: string,
  problem: string | undefined,
): TemplateResult | typeof nothing {
  return problem === undefined
    ? nothing
    : html`<p class="problem" id=${problemId(path)}>${problem}</p>`;
}

function saidOf({ problems }: Form, { path, hint }: FieldOptions) {
  const problem = problems[path];
  const ids = [
    ...(problem === undefined ? [] : [problemId(path)]),
    ...(hint === undefined ? [] : [hintId(path)]),
  ];
  return { problem, described: ids.length === 0 ? nothing : ids.join(" ") };
}

export function idOf(path: string): string {
  return `field${path.replaceAll("/", "-")}`;
}

export function problemId(path: string): string {
  return `${idOf(path)}-problem`;
}

function hintId(path: string): string {
  return `${idOf(path)}-hint`;
}
