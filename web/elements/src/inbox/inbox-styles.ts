import { css } from "lit";

export const inboxStyles = css`
  :host {
    display: block;
    min-height: 0;
    height: 100%;
  }

  .inbox {
    position: relative;
    display: flex;
    flex-direction: column;
    height: 100%;
    background: var(--_surface);
    color: var(--_text);
    container: inbox / inline-size;
  }

  .head {
    display: flex;
    flex: none;
    align-items: center;
    gap: 2px;
    padding-block: 12px 6px;
    padding-inline: 16px 10px;
  }

  .head h2 {
    flex: 1;
    font-size: 17px;
    font-weight: 680;
    letter-spacing: -0.01em;
    line-height: 1.3;
  }

  [aria-disabled="true"] {
    cursor: default;
    opacity: 0.5;
  }

  .head .back {
    margin-inline-start: -8px;
  }

  [dir="rtl"] .back svg {
    transform: scaleX(-1);
  }

  .tabs {
    display: flex;
    flex: none;
    gap: 4px;
    padding-inline: 10px;
    border-block-end: 1px solid var(--_line);
  }

  .tabs button {
    position: relative;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 36px;
    padding: 0 8px;
    border: 0;
    border-radius: 8px 8px 0 0;
    background: none;
    color: var(--_quiet);
    font-weight: 550;
  }

  .tabs button:hover {
    color: var(--_text);
  }

  .tabs button:focus-visible {
    outline-offset: -3px;
  }

  .tabs [aria-selected="true"] {
    color: var(--_text);
  }

  .tabs [aria-selected="true"]::after {
    content: "";
    position: absolute;
    inset-inline: 8px;
    inset-block-end: -1px;
    border-block-end: 2px solid var(--_accent);
    border-radius: 2px;
  }

  @media (forced-colors: active) {
    .tabs [aria-selected="true"]::after {
      border-color: Highlight;
    }
  }

  .count {
    padding: 0 6px;
    border-radius: 9px;
    background: var(--_hover);
    color: var(--_text);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
    line-height: 18px;
  }

  .search-bar {
    display: grid;
    flex: none;
    gap: 8px;
    padding: 4px 16px 10px;
  }

  .search {
    position: relative;
    display: block;
  }

  .search svg {
    position: absolute;
    inset-block-start: calc(50% - 9px);
    inset-inline-start: 10px;
    width: 18px;
    height: 18px;
    color: var(--_quiet);
  }

  .search input {
    width: 100%;
    padding-inline-start: 34px;
  }

  .filters {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 8px;
  }

  .filters select {
    min-width: 0;
    text-overflow: ellipsis;
  }

  .filters [data-chosen] {
    border-color: var(--_accent);
    color: var(--_accent);
  }

  .connection {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    padding: 8px 16px;
    border-block-end: 1px solid var(--_line);
    background: var(--_sunken);
    color: var(--_quiet);
    font-size: 13px;
  }

  .connection svg {
    flex: none;
    width: 16px;
    height: 16px;
  }

  .connection:is([data-status="refused"], [data-status="closed"]) {
    color: var(--_danger);
  }

  /* Most interruptions are over before anybody could read of them. */
  .connection[data-status="reconnecting"] {
    animation: appear 0.2s 1.5s backwards;
  }

  @keyframes appear {
    from {
      height: 0;
      padding-block: 0;
      border-block-end-width: 0;
      overflow: hidden;
      opacity: 0;
      visibility: hidden;
    }
  }

  .scroller {
    flex: 1;
    min-height: 0;
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_line) transparent;
  }

  .scroller:focus-visible {
    outline-offset: -2px;
  }

  .word {
    position: absolute;
    inset-inline: 12px;
    inset-block-end: 12px;
    pointer-events: none;
  }

  .word p {
    display: flex;
    align-items: center;
    gap: 8px;
    width: fit-content;
    max-width: 100%;
    min-height: 40px;
    margin-inline: auto;
    padding-block: 4px;
    padding-inline: 14px 8px;
    border-radius: 10px;
    background: light-dark(#202227, #e9eaee);
    box-shadow: var(--_shadow);
    color: light-dark(#fff, #17181b);
    overflow-wrap: anywhere;
    pointer-events: auto;
  }

  .word .text-button {
    color: light-dark(#9cc2ff, #1650b8);
  }
`;
