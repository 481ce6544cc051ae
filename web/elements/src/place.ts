const GAP_PX = 8;
const EDGE_PX = 8;

/** Lays a panel below (or above) what it belongs to, within the window. */
export function place(panel: HTMLElement, anchor: Element | null): void {
  if (anchor === null) {
    return;
  }
  const { innerHeight, innerWidth } = window;
  const box = anchor.getBoundingClientRect();
  panel.style.removeProperty("--_room");
  // Before it is open, it has no size but the one that it will have.
  const style = getComputedStyle(panel);
  const width = panel.offsetWidth || parseFloat(style.width);
  const height = panel.offsetHeight || parseFloat(style.height);
  const isRtl = getComputedStyle(anchor).direction === "rtl";
  const wanted = isRtl ? box.left : box.right - width;
  const left = Math.max(EDGE_PX, Math.min(wanted, innerWidth - width - EDGE_PX));
  const below = innerHeight - box.bottom;
  const opensUp = below < box.top && below < height + GAP_PX + EDGE_PX;
  const room = (opensUp ? box.top : below) - GAP_PX - EDGE_PX;
  panel.style.left = `${left}px`;
  panel.style.top = opensUp ? "auto" : `${box.bottom + GAP_PX}px`;
  panel.style.bottom = opensUp ? `${innerHeight - box.top + GAP_PX}px` : "auto";
  panel.style.setProperty("--_room", `${Math.max(0, room)}px`);
}

/** Lays a panel so, again whenever the window changes its size, until the function it returns is called. */
export function keepPlaced(panel: HTMLElement, anchor: Element | null): () => void {
  const lay = () => place(panel, anchor);
  lay();
  addEventListener("resize", lay);
  return () => removeEventListener("resize", lay);
}
