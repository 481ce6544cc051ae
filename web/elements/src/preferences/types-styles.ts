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
    text-align: start;
  }

  thead th {
    padding-block: 8px 4px;
    font-size: 12px;
  }

  thead th + th {
    width: 78px;
    text-align: center;
  }

  thead td {
    width: 40px;
  }

  .row > *,
  .category > th {
    height: 44px;
    border-block-end: 1px solid var(--_line);
  }

  .row > th {
    font-weight: 500;
    overflow-wrap: anywhere;
  }

  [data-row="*"] > th {
    font-weight: 650;
  }

  .name {
    display: block;
    padding-block: 6px;
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
  }

  @container preferences (max-width: 599px) {
    table,
    tbody,
    tr,
    th,
    td {
      display: block;
    }

    thead,
    .row:not(.open) > td,
    .name {
      display: none;
    }

    .row > * {
      height: auto;
      border: 0;
    }

    .row {
      border-block-end: 1px solid var(--_line);
    }

    .opener,
    .row label {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 8px;
      min-height: 40px;
    }

    .opener {
      width: 100%;
      min-height: 52px;
      padding: 8px 0;
      border: 0;
      background: none;
      text-align: start;
    }

    .opener > svg {
      color: var(--_quiet);
    }

    .open .opener > svg {
      rotate: 180deg;
    }

    td {
      padding-inline-start: 12px;
    }

    .resetting {
      padding-block-end: 8px;
    }

    .row label > span,
    .resetting span {
      display: inline;
    }

    .resetting .icon-button {
      display: flex;
      align-items: center;
      gap: 6px;
      width: auto;
      margin-inline-start: -8px;
      padding: 0 8px;
      color: inherit;
    }
  }
`;
