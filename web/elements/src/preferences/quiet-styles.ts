import { css } from "lit";

/** Windows of quiet hours. */
export const quietStyles = css`
  .window {
    padding: 8px 12px 12px;
    border: 1px solid var(--_line);
    border-radius: 10px;
  }

  .hours {
    justify-content: space-between;
    margin-inline-end: -6px;
  }

  .fields {
    gap: 10px 20px;
    margin-block-start: 6px;
  }

  .days {
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
    color: var(--_text);
    font-weight: 600;
  }

  @media (forced-colors: active) {
    .day[aria-pressed="true"] {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }

  .field[aria-invalid="true"] {
    border-color: var(--_danger);
  }

  .problem {
    font-size: 13px;
  }

  .problem:not(:empty) {
    margin-block-start: 8px;
  }

  .add svg,
  .lock svg,
  .resetting svg {
    width: 16px;
    height: 16px;
  }

  .saving p {
    flex: 1;
    min-width: min(100%, 200px);
  }
`;
