/** A repository on a server, from its remote's URL. */
export interface RepositoryAddress {
  readonly host: string;
  readonly owner: string;
  readonly repo: string;
  /** `https://host/owner/repo`, without credentials. */
  readonly url: string;
}

const SCP = /^(?:[^@/]+@)?([^:/]+):(?!\/)(.+)$/;

/** Reads `https://…`, `ssh://…` and `git@host:owner/repo`; null for paths and for addresses without an owner. */
export function parseRepositoryAddress(remote: string): RepositoryAddress | null {
  const scp = SCP.exec(remote);
  if (scp !== null && !remote.includes("://") && !/^[A-Za-z]:[\\/]/.test(remote)) return toAddress("https:", scp[1] ?? "", scp[2] ?? "");
  if (!URL.canParse(remote)) return null;
  const { protocol, host, hostname, pathname } = new URL(remote);
  if (protocol === "ssh:") return toAddress("https:", hostname, pathname);
  return protocol === "https:" || protocol === "http:" ? toAddress(protocol, host, pathname) : null;
}

function toAddress(protocol: string, host: string, path: string): RepositoryAddress | null {
  const parts = path
    .replace(/^\/+|\/+$/g, "")
    .replace(/\.git$/, "")
    .split("/");
  const repo = parts.pop() ?? "";
  const owner = parts.join("/");
  return owner === "" || repo === "" || host === "" ? null : { host, owner, repo, url: `${protocol}//${host}/${owner}/${repo}` };
}

/** Address of the page that compares two tags on GitHub. */
export function toCompareUrl(repositoryUrl: string, from: string, to: string): string {
  return `${repositoryUrl}/compare/${encodeTag(from)}...${encodeTag(to)}`;
}

/** Tags may hold slashes, which are part of the path, and `+`, which is not a space. */
export function encodeTag(tag: string): string {
  return tag.split("/").map(encodeURIComponent).join("/");
}
