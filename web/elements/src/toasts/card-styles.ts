import { css } from "lit";

export const cardStyles = css`
  .toast,
  .ghost {
    position: relative;
    display: flex;
    align-items: flex-start;
    gap: 12px;
    padding: 14px 8px 14px 14px;
    padding-inline: 14px 8px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_raised);
    box-shadow: var(--_shadow);
    list-style: none;
    pointer-events: auto;
    touch-action: pan-y;
  }

  .ghost {
    position: fixed;
    margin: 0;
    pointer-events: none;
  }

  [data-priority="high"] {
    border-color: color-mix(in srgb, var(--_warning) 55%, var(--_line));
  }

  [data-priority="urgent"] {
    border-color: var(--_danger);
    background: color-mix(in srgb, var(--_danger) 7%, var(--_raised));
  }

  [data-kind="refused"] {
    border-color: color-mix(in srgb, var(--_danger) 55%, var(--_line));
  }

  .face {
    position: relative;
    display: grid;
    place-items: center;
    flex: none;
    width: 36px;
    height: 36px;
    border-radius: 50%;
    background: color-mix(in srgb, var(--_tone) 13%, transparent);
    color: var(--_tone);
  }

  .picture {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    border-radius: 8px;
    background: var(--_raised);
    object-fit: cover;
  }

  .avatar {
    border-radius: 50%;
  }

  .words {
    display: grid;
    flex: 1;
    gap: 2px;
    min-width: 0;
    min-height: 36px;
    align-content: center;
    justify-items: start;
  }

  .priority {
    color: var(--_warning);
    font-size: 12px;
    font-weight: 650;
  }

  [data-priority="urgent"] .priority {
    color: var(--_danger);
  }

  .title,
  .message,
  .problem {
    width: 100%;
    overflow-wrap: anywhere;
    text-align: left;
  }

  /* What is written in another direction begins on the side of all others. */
  [dir="rtl"] :is(.title, .message, .problem) {
    text-align: right;
  }

  .title,
  .message {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }

  .title {
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font-weight: 600;
    text-decoration: none;
  }

  .message {
    color: var(--_quiet);
    -webkit-line-clamp: 3;
  }

  [data-kind="refused"] .title {
    font-weight: inherit;
    -webkit-line-clamp: 4;
  }

  /* The whole card is its title's, to be pressed. */
  a.title::after,
  button.title::after {
    position: absolute;
    inset: 0;
    border-radius: inherit;
    content: "";
  }

  a.title:hover,
  button.title:hover {
    text-decoration: underline;
    text-decoration-color: color-mix(in srgb, currentcolor 40%, transparent);
    text-underline-offset: 3px;
  }

  .title:focus-visible {
    outline: none;
  }

  .title:focus-visible::after {
    border-radius: calc(var(--_radius) - 1px);
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }

  .actions {
    position: relative;
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-start: 8px;
    /* Below the button that closes it. */
    margin-inline-end: -38px;
  }

  .actions .button {
    max-width: 100%;
    overflow-wrap: anywhere;
  }

  .button[aria-disabled="true"] {
    cursor: default;
    opacity: 0.5;
  }

  .button[aria-busy="true"] {
    opacity: 1;
    cursor: progress;
  }

  .button[aria-busy="true"]::after {
    display: inline-block;
    width: 12px;
    height: 12px;
    margin-inline-start: 8px;
    border: 2px solid currentcolor;
    border-block-start-color: transparent;
    border-radius: 50%;
    vertical-align: -1px;
    animation: turn 0.8s linear infinite;
    content: "";
  }

  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }

  .answer {
    display: flex;
    align-items: center;
    gap: 6px;
    margin-block-start: 4px;
    color: var(--_success);
    font-weight: 550;
    overflow-wrap: anywhere;
  }

  .answer svg {
    flex: none;
    width: 16px;
    height: 16px;
  }

  .problem {
    margin-block-start: 4px;
    color: var(--_danger);
  }

  .close {
    position: relative;
    z-index: 1;
    margin-block: -6px;
  }
`;
