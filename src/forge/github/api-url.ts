/** https://docs.github.com/enterprise-server/rest/using-the-rest-api: the API of a server of one's own is below its host. */
export function toApiUrl(server: string): string {
  return server === "https://github.com" ? "https://api.github.com" : `${server}/api/v3`;
}
