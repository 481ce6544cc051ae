import { css } from "lit";

/** The cards of toasts, where they are otherwise than items of an inbox. */
export const cardStyles = css`
  .toast,
  .ghost {
    --_ground: var(--_raised);

    position: relative;
    display: flex;
    align-items: flex-start;
    gap: 12px;
    padding-block: 14px;
    padding-inline: 14px 8px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_ground);
    box-shadow: var(--_shadow);
    list-style: none;
    pointer-events: auto;
    touch-action: pan-y;
    translate: var(--_swiped, 0);
  }

  .toast:not([data-swipe]) {
    transition: translate 0.16s ease-out;
  }

  .ghost {
    position: fixed;
    margin: 0;
    pointer-events: none;
  }

  [data-priority="high"] {
    border-color: color-mix(in srgb, var(--_danger) 45%, var(--_line));
  }

  .toast[data-priority="urgent"],
  .ghost[data-priority="urgent"] {
    --_ground: color-mix(in srgb, var(--_danger) 7%, var(--_raised));

    border-color: var(--_danger);
  }

  .face {
    flex: none;
  }

  .words {
    display: grid;
    flex: 1;
    align-content: center;
    justify-items: start;
    min-width: 0;
    min-height: 36px;
  }

  .title,
  .message,
  .problem {
    width: 100%;
    text-align: left;
  }

  /* What is written in another direction begins on the side of all others. */
  [dir="rtl"] :is(.title, .message, .problem) {
    text-align: right;
  }

  .title {
    display: -webkit-box;
    overflow: hidden;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    text-decoration: none;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    line-clamp: 2;
  }

  p.title {
    font-weight: inherit;
    -webkit-line-clamp: 4;
    line-clamp: 4;
  }

  /* The whole card is its title's, to be pressed. */
  .title:not(p)::after {
    position: absolute;
    inset: 0;
    border-radius: calc(var(--_radius) - 1px);
    content: "";
  }

  .title:not(p):hover {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  .title:focus-visible {
    outline: none;
  }

  .title:focus-visible::after {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }

  .answers {
    position: relative;
    z-index: 1;
    /* Below the button that closes it. */
    margin-inline-end: -38px;
  }

  .answers [aria-disabled="true"] {
    cursor: default;
    opacity: 0.5;
  }

  .answers [aria-busy="true"] {
    opacity: 1;
    cursor: progress;
  }

  .answers [aria-busy="true"]::after {
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

  .problem {
    margin-block-start: 6px;
    color: var(--_danger);
    overflow-wrap: anywhere;
  }

  .close {
    position: relative;
    z-index: 1;
    margin-block: -6px;
  }
`;
