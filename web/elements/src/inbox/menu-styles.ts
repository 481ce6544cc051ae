import { css } from "lit";

export const menuStyles = css`
  .menu {
    position: fixed;
    inset: auto;
    min-width: 236px;
    max-width: min(340px, calc(100vw - 16px));
    max-height: min(100dvh - 16px, var(--_room, 100dvh));
    margin: 0;
    padding: 6px;
    overflow: auto;
    border: 1px solid var(--_line);
    border-radius: 10px;
    background: var(--_raised);
    box-shadow: var(--_shadow);
    color: var(--_text);
  }

  .menu [role="group"] {
    margin-block: 6px;
    padding-block: 6px;
    border-block: 1px solid var(--_line);
  }

  .entry {
    display: grid;
    grid-template-columns: 18px auto 1fr;
    align-items: center;
    gap: 10px;
    width: 100%;
    min-height: 34px;
    padding: 4px 8px;
    border: 0;
    border-radius: 6px;
    background: none;
    text-align: start;
  }

  .entry svg {
    width: 18px;
    height: 18px;
    color: var(--_quiet);
  }

  .entry .quiet {
    text-align: end;
  }

  button.entry:hover,
  button.entry:focus {
    background: var(--_hover);
  }

  .quiet {
    color: var(--_quiet);
    font-size: 12.5px;
  }
`;
