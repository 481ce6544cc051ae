import { css } from "lit";

/** The table of types by channels; a list of types that open where there is little room. */
export const typesStyles = css`
  table {
    width: 100%;
    margin-block-start: 8px;
    border-collapse: collapse;
  }

  th,
  td {
    padding: 0;
    font-weight: 400;
    text-align: start;
  }

  thead th {
    padding-block: 8px 4px;
    color: var(--_quiet);
    font-size: 12px;
  }

  thead th + th {
    width: 78px;
    text-align: center;
  }

  .row > .resetting {
    width: 40px;
  }

  .row > * {
    height: 44px;
    border-block-end: 1px solid var(--_line);
  }

  .row .name {
    display: block;
    padding-block: 6px;
    font-weight: 500;
    overflow-wrap: anywhere;
  }

  .row[data-row="*"] .name {
    font-weight: 650;
  }

  .row label {
    display: grid;
    place-items: center;
  }

  .row label > span,
  .resetting span,
  .opener {
    display: none;
  }

  .category > th {
    padding-block: 20px 4px;
    border-block-end: 1px solid var(--_line);
    color: var(--_quiet);
    font-size: 13px;
    font-weight: 600;
  }

  .lock {
    display: flex;
    align-items: center;
    gap: 4px;
  }

  .lock svg,
  .resetting svg {
    flex: none;
    width: 16px;
    height: 16px;
  }

  @container preferences (max-width: 599px) {
    table,
    tbody,
    tr,
    .row > th,
    .category > th {
      display: block;
    }

    thead,
    .row > td,
    .row .name {
      display: none;
    }

    .row > * {
      height: auto;
      border: 0;
    }

    .row {
      border-block-end: 1px solid var(--_line);
    }

    .opener {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 8px;
      width: 100%;
      min-height: 52px;
      padding: 8px 0;
      border: 0;
      background: none;
      font-weight: 500;
      text-align: start;
      overflow-wrap: anywhere;
    }

    .row[data-row="*"] .opener {
      font-weight: 650;
    }

    .opener small {
      display: block;
    }

    .opener .lock {
      display: flex;
    }

    .opener > svg {
      flex: none;
      color: var(--_quiet);
    }

    .open .opener > svg {
      transform: rotate(180deg);
    }

    .row.open > td {
      display: block;
      width: auto;
      padding-inline-start: 12px;
    }

    .row label {
      display: flex;
      align-items: center;
      justify-content: space-between;
      min-height: 40px;
    }

    .row label > span,
    .resetting span {
      display: inline;
    }

    .row.open > td:last-child {
      padding-block: 0 8px;
    }

    .resetting .icon-button {
      display: flex;
      align-items: center;
      gap: 6px;
      width: auto;
      margin-inline-start: -8px;
      padding: 0 8px;
      color: var(--_accent);
    }
  }
`;
