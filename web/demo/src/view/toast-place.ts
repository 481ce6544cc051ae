/**
 * Tells the style sheet where a frame is on the screen, by `--frame-left`, `--frame-bottom` and
 * `--frame-width`: toasts are above all else of a page, and would not know whose window they are in.
 *
 * @param onShown told whether the frame is there at all, at first and whenever that changes
 */
export function keepWithin(frame: HTMLElement, onShown: (isShown: boolean) => void): void {
  let wasShown: boolean | undefined;
  const place = () => {
    const { left, bottom, width } = frame.getBoundingClientRect();
    frame.style.setProperty("--frame-left", `${left}px`);
    frame.style.setProperty("--frame-bottom", `${innerHeight - bottom}px`);
    frame.style.setProperty("--frame-width", `${width}px`);
    const isShown = width > 0;
    if (isShown !== wasShown) {
      wasShown = isShown;
      onShown(isShown);
    }
  };
  new ResizeObserver(place).observe(frame);
  addEventListener("scroll", place, { passive: true });
  addEventListener("resize", place);
}
