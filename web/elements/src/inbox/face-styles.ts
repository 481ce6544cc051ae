import { css } from "lit";

/** The picture of who did it, or of what it is. */
export const faceStyles = css`
  .face {
    position: relative;
    width: 36px;
    height: 36px;
  }

  .glyph,
  .portrait {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    overflow: hidden;
    border-radius: 50%;
    background: color-mix(in srgb, var(--_tone) 16%, var(--_surface));
    color: var(--_tone);
  }

  .portrait {
    font-size: 15px;
    font-weight: 650;
  }

  .face img {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    border-radius: 50%;
    background: var(--_surface);
    object-fit: cover;
  }

  .face[data-count="2"] .portrait {
    width: 26px;
    height: 26px;
    box-shadow: 0 0 0 2px var(--_ground);
    font-size: 12px;
  }

  .face[data-count="2"] .portrait:first-child {
    inset: auto auto 0 0;
    z-index: 1;
  }

  .face[data-count="2"] .portrait:nth-child(2) {
    inset: 0 0 auto auto;
  }

  .sign {
    position: absolute;
    inset: auto -6px -5px auto;
    z-index: 2;
    display: grid;
    place-items: center;
    width: 18px;
    height: 18px;
    border-radius: 50%;
    background: var(--_tone);
    box-shadow: 0 0 0 2px var(--_ground);
    color: var(--_surface);
  }

  .sign svg {
    width: 11px;
    height: 11px;
    stroke-width: 2.6;
  }
`;
