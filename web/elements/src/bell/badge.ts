/** A count as a badge shows it: nothing for none, never wider than three characters. */
export function badgeText(count: number): string {
  if (count <= 0) {
    return "";
  }
  return count > 99 ? "99+" : String(count);
}
