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
  .hint {
    color: var(--_quiet);
    font-size: 13px;
    font-weight: 400;
  }

  strong {
    font-weight: 600;
  }

  button,
  input {
    scroll-margin-block: 16px 72px;
  }

  button[aria-disabled="true"],
  .switch[aria-disabled="true"] {
    cursor: default;
    opacity: 0.5;
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-start: 12px;
  }

  .choices .button::first-letter {
    text-transform: uppercase;
  }

  .silence,
  .banner,
  .notice {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 10px 12px;
    border-radius: 10px;
    background: color-mix(in srgb, var(--_accent) 12%, transparent);
  }

  .silence {
    margin-block-start: 12px;
  }

  .silence .button {
    flex: none;
    margin-inline-start: auto;
  }

  .silence svg {
    flex: none;
    color: var(--_accent);
  }

  .banner {
    margin: 8px 16px;
    background: color-mix(in srgb, var(--_warning) 14%, transparent);
  }

  .banner svg {
    flex: none;
    color: var(--_warning);
  }

  .failed {
    display: grid;
    justify-items: center;
    gap: 12px;
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

  .hint .text-button {
    min-height: 24px;
    padding: 0 6px;
    font-size: inherit;
  }

  .switch {
    appearance: none;
    position: relative;
    flex: none;
    width: 40px;
    height: 24px;
    margin: 0;
    border: 2px solid var(--_quiet);
    border-radius: 12px;
    background: var(--_sunken);
    cursor: pointer;
  }

  .switch::before {
    content: "";
    position: absolute;
    inset-block-start: 4px;
    inset-inline-start: 4px;
    width: 12px;
    height: 12px;
    border-radius: 50%;
    background: var(--_quiet);
    transition: 0.12s;
  }

  .switch:checked {
    border-color: var(--_accent);
    background: var(--_accent);
  }

  .switch:checked::before {
    inset-inline-start: 20px;
    background: var(--_on-accent);
  }

  .switch:disabled {
    cursor: default;
    opacity: 0.4;
  }

  @media (forced-colors: active) {
    .switch::before {
      background: ButtonText;
      forced-color-adjust: none;
    }
  }

  .notice-place {
    position: sticky;
    inset-block-end: 0;
    z-index: 1;
    display: grid;
    justify-items: center;
    pointer-events: none;
  }

  .notice {
    margin: 12px 16px;
    background: var(--_raised);
    box-shadow: var(--_shadow);
    pointer-events: auto;
  }

  .notice > svg {
    flex: none;
    color: var(--_danger);
  }

  [data-notice="saved"] svg {
    color: var(--_success);
  }

  .skeleton {
    height: 300px;
    margin: 16px;
    background: repeating-linear-gradient(var(--_hover) 0 40px, transparent 0 60px);
  }
`;
