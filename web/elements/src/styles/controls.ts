import { css } from "lit";

/** Buttons, fields and pictures as all elements have them. */
export const controls = css`
  :host {
    color: var(--_text);
    font: 14px/1.45 var(--_font);
    letter-spacing: normal;
    text-align: start;
    text-transform: none;
    white-space: normal;
    -webkit-tap-highlight-color: transparent;
  }

  h2,
  h3,
  p,
  ul,
  ol,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }

  svg {
    display: block;
    width: 20px;
    height: 20px;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  [hidden] {
    display: none !important;
  }

  :focus {
    outline: none;
  }

  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }

  button {
    font: inherit;
    color: inherit;
    cursor: pointer;
  }

  button:disabled {
    cursor: default;
    opacity: 0.5;
  }

  .icon-button {
    display: inline-grid;
    place-items: center;
    flex: none;
    width: 32px;
    height: 32px;
    padding: 0;
    border: 0;
    border-radius: 8px;
    background: none;
    color: var(--_quiet);
  }

  .icon-button:hover:not(:disabled),
  .icon-button[aria-expanded="true"],
  .icon-button[aria-pressed="true"] {
    background: var(--_hover);
    color: var(--_text);
  }

  .text-button {
    min-height: 32px;
    padding: 0 8px;
    border: 0;
    border-radius: 8px;
    background: none;
    color: var(--_accent);
    font-weight: 550;
  }

  .text-button:hover:not(:disabled) {
    background: var(--_hover);
  }

  .button {
    min-height: 32px;
    padding: 4px 12px;
    border: 1px solid var(--_line);
    border-radius: 8px;
    background: var(--_raised);
    font-weight: 550;
  }

  .button:hover:not(:disabled) {
    border-color: var(--_quiet);
  }

  .button.primary {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .button.danger {
    color: var(--_danger);
  }

  .field {
    min-height: 34px;
    padding: 4px 10px;
    border: 1px solid var(--_line);
    border-radius: 8px;
    background: var(--_sunken);
    color: inherit;
    font: inherit;
  }

  .field::placeholder {
    color: var(--_quiet);
    opacity: 1;
  }

  .for-readers {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }

  @media (pointer: coarse) {
    .icon-button {
      width: 40px;
      height: 40px;
    }

    .button,
    .text-button,
    .field {
      min-height: 40px;
    }
  }
`;
