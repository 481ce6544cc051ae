import { css } from "lit";

/** What stands where no notifications are. */
export const noticeStyles = css`
  .notice {
    display: grid;
    justify-items: center;
    gap: 6px;
    max-width: 28ch;
    margin: 0 auto;
    padding: 56px 16px;
    color: var(--_quiet);
    text-align: center;
    text-wrap: balance;
  }

  .notice svg {
    width: 40px;
    height: 40px;
    margin-block-end: 6px;
    padding: 9px;
    border-radius: 50%;
    background: var(--_sunken);
    box-sizing: content-box;
    stroke-width: 1.5;
  }

  .notice-title {
    color: var(--_text);
    font-size: 15px;
    font-weight: 650;
  }

  .notice .button {
    margin-block-start: 8px;
  }

  .bone {
    display: grid;
    grid-template-columns: 36px 1fr;
    gap: 8px 12px;
    padding: 16px;
  }

  .bone > * {
    height: 12px;
    border-radius: 6px;
    background: var(--_hover);
    animation: breathe 1.6s ease-in-out infinite;
  }

  .bone i {
    grid-row: span 2;
    width: 36px;
    height: 36px;
    border-radius: 50%;
  }

  .bone s {
    width: 62%;
  }

  @keyframes breathe {
    50% {
      opacity: 0.45;
    }
  }
`;
