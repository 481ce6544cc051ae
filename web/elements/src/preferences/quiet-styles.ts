import { css } from "lit";

/** Windows of quiet hours. */
export const quietStyles = css`
  .window {
    margin-block-start: 12px;
    padding: 8px 12px 12px;
    border: 1px solid var(--_line);
    border-radius: 10px;
  }

  .hours {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    margin-inline-end: -6px;
  }

  .fields {
    display: flex;
    flex-wrap: wrap;
    gap: 10px 20px;
    margin-block-start: 6px;
  }

  .days,
  .times {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }

  .times {
    gap: 8px 16px;
  }

  .day {
    min-width: 40px;
    height: 34px;
    padding: 0 4px;
    border: 1px solid var(--_line);
    border-radius: 17px;
    background: none;
    color: var(--_quiet);
    font-size: 13px;
  }

  .day:hover {
    border-color: var(--_quiet);
  }

  .day[aria-pressed="true"] {
    border-color: var(--_accent);
    background: color-mix(in srgb, var(--_accent) 14%, transparent);
    color: var(--_text);
    font-weight: 600;
  }

  .fields label {
    display: flex;
    align-items: center;
    gap: 8px;
  }

  .field[aria-invalid="true"] {
    border-color: var(--_danger);
  }

  .problem {
    color: var(--_danger);
    font-size: 13px;
  }

  .problem:not(:empty) {
    margin-block-start: 8px;
  }

  .add {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }

  .add svg {
    width: 16px;
    height: 16px;
  }

  .saving {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: 8px;
    margin-block-start: 12px;
  }

  .saving p {
    flex: 1;
    min-width: min(100%, 200px);
  }

  .saving p:empty {
    min-width: 0;
  }
`;
