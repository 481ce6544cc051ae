import { css } from "lit";

/**
 * Colours and sizes: what the page says by `--belfry-…`, and otherwise ours. Elements use the
 * `--_…` alone.
 */
export const theme = css`
  :host {
    --_accent: var(--belfry-accent, light-dark(#1f5fd0, #8fb8ff));
    --_on-accent: var(--belfry-on-accent, light-dark(#ffffff, #0b1c3a));
    --_surface: var(--belfry-surface, light-dark(#ffffff, #1b1c1f));
    --_raised: var(--belfry-raised, light-dark(#ffffff, #2a2b30));
    --_sunken: var(--belfry-sunken, light-dark(#f3f4f6, #131416));
    --_text: var(--belfry-text, light-dark(#17181b, #eeeff2));
    --_quiet: var(--belfry-quiet, light-dark(#5c616b, #a9aeb8));
    --_line: var(--belfry-line, light-dark(#e3e5e9, #34363c));
    --_danger: var(--belfry-danger, light-dark(#b42318, #ff9187));
    --_warning: var(--belfry-warning, light-dark(#8f5300, #f2b55f));
    --_success: var(--belfry-success, light-dark(#12703a, #6dd39a));
    --_violet: light-dark(#6735c4, #c3a6ff);
    --_teal: light-dark(#0c6a66, #66d4ca);
    --_pink: light-dark(#ae1c69, #ff98c9);
    --_badge: light-dark(#c4261b, #d6383e);
    --_radius: var(--belfry-radius, 12px);
    --_shadow: var(
      --belfry-shadow,
      0 1px 2px rgb(0 0 0 / 10%),
      0 12px 36px light-dark(rgb(0 0 0 / 16%), rgb(0 0 0 / 50%))
    );
    --_hover: color-mix(in srgb, var(--_text) 7%, transparent);
    --_font: var(
      --belfry-font,
      system-ui,
      -apple-system,
      "Segoe UI",
      Roboto,
      "Noto Sans",
      sans-serif
    );
  }

  :host([theme="light"]) {
    color-scheme: light;
  }

  :host([theme="dark"]) {
    color-scheme: dark;
  }

  :host([hidden]) {
    display: none !important;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  [data-type] {
    --_tone: var(--_accent);
  }
  [data-type="success"] {
    --_tone: var(--_success);
  }
  [data-type="warning"] {
    --_tone: var(--_warning);
  }
  [data-type="error"] {
    --_tone: var(--_danger);
  }
  [data-type="message"] {
    --_tone: var(--_violet);
  }
  [data-type="friend_request"] {
    --_tone: var(--_teal);
  }
  [data-type="like"] {
    --_tone: var(--_pink);
  }
  [data-type="system"] {
    --_tone: var(--_quiet);
  }
`;
