import { css } from "lit";

export const stackStyles = css`
  :host {
    position: absolute;
  }

  .for-readers {
    position: fixed;
    inset-block-start: 0;
  }

  .stack {
    --_edge: 16px;
    position: fixed;
    inset: auto;
    width: min(416px, 100vw);
    max-height: 100dvh;
    margin: 0;
    padding: max(var(--_edge), env(safe-area-inset-top))
      max(var(--_edge), env(safe-area-inset-right)) max(var(--_edge), env(safe-area-inset-bottom))
      max(var(--_edge), env(safe-area-inset-left));
    overflow: visible;
    border: 0;
    background: none;
    color: var(--_text);
    pointer-events: none;
  }

  .stack:popover-open {
    display: flex;
    flex-direction: column;
    gap: 10px;
  }

  .stack[data-position^="top"] {
    inset-block-start: 0;
  }

  .stack[data-position^="bottom"] {
    inset-block-end: 0;
  }

  .stack[data-position$="end"] {
    inset-inline-end: 0;
  }

  .stack[data-position$="start"] {
    inset-inline-start: 0;
  }

  /* With room for the shadows, which a box that scrolls cuts off. */
  .stack.all {
    width: min(440px, 100vw);
    padding-inline-start: 40px;
    overflow-y: auto;
    overscroll-behavior: contain;
    pointer-events: auto;
  }

  .list {
    display: flex;
    flex-direction: column;
    gap: 10px;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .foot {
    display: flex;
    gap: 8px;
    align-self: center;
    pointer-events: auto;
  }

  .all .foot {
    position: sticky;
    inset-block: 0;
    z-index: 1;
  }

  .foot .button {
    border-radius: 99px;
    box-shadow: var(--_shadow);
  }

  @media (max-height: 600px) {
    .stack {
      overflow-y: auto;
    }
  }

  @media (max-width: 480px) {
    .stack {
      --_edge: 10px;
    }

    .stack,
    .stack.all {
      width: 100vw;
      padding-inline: max(var(--_edge), env(safe-area-inset-left))
        max(var(--_edge), env(safe-area-inset-right));
    }
  }
`;
