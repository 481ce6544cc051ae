import { css, type CSSResultGroup } from "lit";
import { faceStyles } from "./face-styles.js";

const own = css`
  .item {
    --_ground: var(--_surface);

    position: relative;
    overflow: hidden;
    border-block-end: 1px solid var(--_line);
    cursor: pointer;
    touch-action: pan-y;
  }

  .item:focus-visible {
    outline-offset: -3px;
    border-radius: 6px;
  }

  .card {
    position: relative;
    display: grid;
    grid-template-columns: 36px minmax(0, 1fr);
    gap: 12px;
    padding: 12px 16px;
    background: var(--_ground);
    transform: translateX(var(--_swiped, 0));
  }

  .card ::slotted(*) {
    grid-column: 1 / -1;
  }

  .item:hover {
    --_ground: color-mix(in srgb, var(--_text) 3%, var(--_surface));
  }

  .item[data-read="false"] {
    --_ground: color-mix(in srgb, var(--_accent) 6%, var(--_surface));
  }

  .item[data-read="false"]:hover {
    --_ground: color-mix(in srgb, var(--_accent) 9%, var(--_surface));
  }

  /* What a swipe will do lies below the card. */
  .item[data-swipe]::before {
    position: absolute;
    inset: 0;
    display: flex;
    align-items: center;
    padding-inline: 20px;
    background: var(--_sunken);
    color: var(--_quiet);
    font-weight: 600;
  }

  .item[data-swipe="end"]::before {
    content: attr(data-end-label);
  }

  .item[data-swipe="start"]::before {
    content: attr(data-start-label);
    justify-content: end;
  }

  .item[data-far]::before {
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .item:not([data-swipe]) .card {
    transition: transform 0.16s ease-out;
  }

  .title {
    font-size: 14px;
    font-weight: 640;
    line-height: 1.4;
    overflow-wrap: anywhere;
  }

  .item[data-read="true"] .title {
    font-weight: 450;
  }

  .title a {
    color: inherit;
    text-decoration: none;
  }

  .item:hover .title a,
  .title a:focus-visible {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  /* A border, since forced colours take grounds away. */
  .dot {
    position: absolute;
    inset-block-start: 27px;
    inset-inline-start: 4px;
    border: 4px solid var(--_accent);
    border-radius: 50%;
  }

  .priority {
    display: inline-block;
    margin-inline-end: 2px;
    padding: 0 6px;
    border-radius: 5px;
    background: color-mix(in srgb, var(--_danger) 14%, var(--_surface));
    color: var(--_danger);
    font-size: 11.5px;
    font-weight: 650;
    line-height: 18px;
    vertical-align: 1px;
  }

  .priority[data-priority="urgent"] {
    background: var(--_danger);
    color: var(--_surface);
  }

  .item:focus-within .message {
    display: block;
  }

  .message {
    margin-block-start: 1px;
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    line-clamp: 3;
    color: var(--_quiet);
    overflow-wrap: anywhere;
    text-align: left;
  }

  [dir="rtl"] .message {
    text-align: right;
  }

  .message:empty {
    display: none;
  }

  .meta {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 10px;
    min-height: 20px;
    margin-block-start: 2px;
    color: var(--_quiet);
    font-size: 12.5px;
  }

  .more svg {
    stroke-width: 3;
  }

  .fold {
    display: inline-flex;
    align-items: center;
    gap: 3px;
    min-height: 24px;
    padding: 0 4px;
    border: 0;
    border-radius: 6px;
    background: none;
    color: var(--_accent);
    font-weight: 550;
  }

  .fold:hover {
    background: var(--_hover);
  }

  .fold svg {
    width: 14px;
    height: 14px;
  }

  .fold[aria-expanded="true"] svg {
    transform: rotate(180deg);
  }

  .members,
  .outcome {
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .members {
    display: grid;
    gap: 6px;
    margin-block-start: 6px;
    padding-inline-start: 10px;
    border-inline-start: 2px solid var(--_line);
    font-size: 13px;
    list-style: none;
  }

  .members time {
    color: var(--_quiet);
    font-size: 12px;
    white-space: nowrap;
  }

  .answers {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-start: 8px;
  }

  .answers .button {
    max-width: 100%;
    overflow-wrap: anywhere;
  }

  .outcome {
    display: flex;
    align-items: center;
    gap: 6px;
    margin-block-start: 6px;
    color: var(--_success);
    font-size: 13px;
    font-weight: 600;
  }

  .outcome svg {
    flex: none;
    width: 16px;
    height: 16px;
    stroke-width: 2.4;
  }

  .tools {
    position: absolute;
    inset-block-start: 6px;
    inset-inline-end: 8px;
    display: flex;
    border: 1px solid var(--_line);
    border-radius: 9px;
    background: var(--_raised);
    opacity: 0;
  }

  .item:hover .tools,
  .item:focus-within .tools,
  .item:has([aria-expanded="true"].more) .tools {
    opacity: 1;
  }

  /* Fingers do not hover: they swipe, and have the menu for the rest. */
  @media (hover: none) {
    .tools {
      inset-block-start: 4px;
      border: 0;
      background: none;
      opacity: 1;
    }

    .tools .toggle-read,
    .tools .toggle-archived {
      display: none;
    }

    .card {
      padding-inline-end: 44px;
    }
  }

  @container inbox (min-width: 640px) {
    .card {
      grid-template-columns: 40px minmax(0, 1fr);
      padding: 14px 20px;
    }

    .message {
      max-width: 80ch;
    }
  }
`;

export const itemStyles: CSSResultGroup = [faceStyles, own];
