/** ISO 8601 in UTC, to the second, of seconds since 1970. */
export function toIsoDate(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}
