import { css } from "lit";

export const bellStyles = css`
  :host {
    display: inline-block;
  }

  .bell {
    position: relative;
    display: grid;
    place-items: center;
    width: 40px;
    height: 40px;
    padding: 0;
    border: 0;
    border-radius: 10px;
    background: none;
    color: inherit;
  }

  .bell:hover,
  .bell[aria-expanded="true"] {
    background: var(--_hover);
  }

  .bell svg {
    width: 24px;
    height: 24px;
  }

  .badge {
    position: absolute;
    inset-block-start: -2px;
    inset-inline-end: -3px;
    min-width: 18px;
    height: 18px;
    padding: 0 4px;
    border-radius: 9px;
    background: var(--_badge);
    box-shadow: 0 0 0 2px var(--_surface);
    color: #fff;
    font: 700 11px/18px var(--_font);
    font-variant-numeric: tabular-nums;
    text-align: center;
  }

  .panel {
    position: fixed;
    inset: auto;
    width: min(420px, calc(100vw - 16px));
    height: min(640px, var(--_room, 80vh));
    margin: 0;
    padding: 0;
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: var(--_shadow);
    color: var(--_text);
  }

  .panel:popover-open {
    display: flex;
  }

  .panel belfry-inbox,
  .panel ::slotted(*) {
    flex: 1;
    min-width: 0;
  }

  @media (max-width: 480px) {
    .panel {
      inset: 0 !important;
      width: 100vw;
      height: 100dvh;
      border: 0;
      border-radius: 0;
    }
  }

  @media (prefers-reduced-motion: no-preference) {
    .panel:popover-open {
      animation: open 0.14s ease-out;
    }

    @keyframes open {
      from {
        opacity: 0;
        transform: translateY(-6px);
      }
    }
  }
`;
