/** `1 tag`, `2 tags`, `4,960 versions` */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${renderNumber(number)} ${number === 1 ? singular : plural}`;
}

export function renderNumber(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** `a`, `a and b`, `a, b and c` */
export function renderAnd(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} and ${parts.slice(-1).join("")}`;
}

export function shortSha(sha: string | null): string {
  return sha === null ? "" : sha.slice(0, 8);
}
