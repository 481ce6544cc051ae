import { css } from "lit";

/** The form, its sections, and switches. */
export const preferencesStyles = css`
  :host {
    display: block;
  }

  .form {
    container: preferences / inline-size;
    max-width: 760px;
    margin-inline: auto;
  }

  h2,
  .failed,
  section {
    padding: 16px;
  }

  h2 {
    padding-block-end: 4px;
    font-size: 20px;
    line-height: 1.3;
  }

  h3 {
    font-size: 15px;
    line-height: 1.4;
  }

  section + section {
    border-block-start: 1px solid var(--_line);
  }

  small,
  .hint,
  .category > th,
  thead th {
    color: var(--_quiet);
    font-size: 13px;
    font-weight: 400;
  }

  small {
    display: block;
  }

  strong,
  .category > th {
    font-weight: 600;
  }

  svg {
    flex: none;
  }

  button,
  input {
    scroll-margin-block: 16px 72px;
  }

  [aria-disabled="true"],
  .switch:disabled {
    cursor: default;
    opacity: 0.5;
  }

  .choices,
  .days,
  .fields,
  .times,
  .saving {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .silence,
  .banner,
  .notice,
  .hours,
  .times label,
  .lock,
  .add {
    display: flex;
    align-items: center;
    gap: 8px;
  }

  .choices,
  .silence,
  .window,
  .saving {
    margin-block-start: 12px;
  }

  .choices .button::first-letter {
    text-transform: uppercase;
  }

  .silence,
  .banner,
  .notice,
  .day[aria-pressed="true"] {
    background: color-mix(in srgb, var(--_accent) 12%, transparent);
  }

  .silence,
  .banner,
  .notice {
    padding: 10px 12px;
    border-radius: 10px;
  }

  .silence .button {
    flex: none;
    margin-inline-start: auto;
  }

  .silence svg,
  .resetting {
    color: var(--_accent);
  }

  .banner {
    margin: 8px 16px;
    background: color-mix(in srgb, var(--_warning) 14%, transparent);
  }

  .banner svg {
    color: var(--_warning);
  }

  .failed,
  .notice-place {
    display: grid;
    justify-items: center;
    gap: 12px;
  }

  .failed {
    padding-block: 48px;
  }

  .outside {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: center;
    gap: 4px 16px;
  }

  .outside p {
    grid-column: 1;
  }

  .outside .switch {
    justify-self: end;
  }

  .hint .text-button {
    min-height: 24px;
    padding: 0 6px;
  }

  .switch {
    appearance: none;
    display: flex;
    align-items: center;
    width: 40px;
    height: 24px;
    margin: 0;
    padding: 4px;
    border: 2px solid;
    border-radius: 12px;
    background: var(--_sunken);
    color: var(--_quiet);
    cursor: pointer;
  }

  /* A border is seen with forced colours, too. */
  .switch::before {
    content: "";
    border: 6px solid;
    border-radius: 50%;
    transition: 0.12s;
  }

  .switch:checked {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .switch:checked::before {
    margin-inline-start: 16px;
  }

  .notice-place {
    position: sticky;
    inset-block-end: 0;
    z-index: 1;
    pointer-events: none;
  }

  .notice {
    margin: 12px 16px;
    background: var(--_raised);
    box-shadow: var(--_shadow);
    pointer-events: auto;
  }

  .notice > svg,
  .problem {
    color: var(--_danger);
  }

  [data-notice="saved"] > svg {
    color: var(--_success);
  }

  .skeleton {
    height: 300px;
    margin: 16px;
    background: repeating-linear-gradient(var(--_hover) 0 40px, transparent 0 60px);
  }
`;
