import { failure } from "../model/failure.ts";

/** The host keys that a server itself publishes over TLS, as GitHub Enterprise Server does in `/meta`. */
export interface ServerKeys {
  readonly host: string;
  /** 22 unless told. */
  readonly port?: number;
  /** `type base64` each. */
  readonly keys: readonly string[];
}

/** As GitHub and GitLab publish them in their documentation; the test compares them with the published fingerprints. */
const PUBLISHED: readonly string[] = [
  "github.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl",
  "github.com ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBEmKSENjQEezOmxkZMy7opKgwFB9nkt5YRrYMjNuG5N87uRgg6CLrbo5wAdT/y6v0mKV0U2w0WZ2YB/++Tpockg=",
  "github.com ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQCj7ndNxQowgcQnjshcLrqPEiiphnt+VTTvDP6mHBL9j1aNUkY4Ue1gvwnGLVlOhGeYrnZaMgRK6+PKCUXaDbC7qtbW8gIkhL7aGCsOr/C56SJMy/BCZfxd1nWzAOxSDPgVsmerOBYfNqltV9/hWCqBywINIR+5dIg6JTJ72pcEpEjcYgXkE2YEFXV1JHnsKgbLWNlhScqb2UmyRkQyytRLtL+38TGxkxCflmO+5Z8CSSNY7GidjMIZ7Q4zMjA2n1nGrlTDkzwDCsw+wqFPGQA179cnfGWOWRVruj16z6XyvxvjJwbz0wQZ75XK5tKSb7FNyeIEs4TT4jk+S4dhPeAUC5y+bDYirYgM4GC7uEnztnZyaVWQ7B381AK4Qdrwt51ZqExKbQpTUNn+EjqoTwvqNj4kqx5QUCI0ThS/YkOxJCXmPUWZbhjpCg56i+2aB6CmK2JGhn57K5mj0MNdBXA4/WnwH6XoPWJzK5Nyu2zB3nAZp+S5hpQs+p1vN1/wsjk=",
  "gitlab.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAfuCHKVTjquxvt6CM6tdG4SLp1Btn/nOeHHE5UOzRdf",
  "gitlab.com ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBFSMqzJeV9rUzU4kWitGjeR4PWSa29SPqJ1fVkhtj3Hw9xjLVXVYrU9QlYWrOLXBpQ6KWjbjTDTdDkoohFzgbEY=",
  "gitlab.com ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCsj2bNKTBSpIYDEGk9KxsGh3mySTRgMtXL583qmBpzeQ+jqCMRgBqB98u3z++J1sKlXHWfM9dyhSevkMwSbhoR8XIq/U0tCNyokEi/ueaBMCvbcTHhO7FcwzY92WK4Yt0aGROY5qX2UKSeOvuP4D6TPqKF1onrSzH9bx9XUf2lEdWT/ia1NEKjunUqu1xOB/StKDHMoX4/OKyIzuS0q/T1zOATthvasJFoPrAjkohTyaDUz2LN5JoH839hViyEG82yB+MjcFV5MU3N1l1QL3cVUCh93xSaua1N85qivl+siMkPGbO5xR/En4iEY6K2XPASUEMaieWVNTRCtJ4S8H+9",
];

const SSH_PORT = 22;
/** sshd(8): an optional marker, hosts (or their hash), the key's type, the key, an optional comment. */
const LINE = /^(?:@(?:cert-authority|revoked)[ \t]+)?[^\s@#]\S*[ \t]+([a-z][\w.@-]*)[ \t]+([A-Za-z0-9+/]+={0,2})(?:[ \t].*)?$/;

/**
 * Text of a known_hosts file: the published keys of github.com and gitlab.com, the lines of the user, and the keys that
 * the server published. Throws a Failure `input-invalid` for a line of the user that is none, without showing it.
 */
export function knownHostsFor(extra: string | null, serverKeys: ServerKeys | null): string {
  const lines = (extra ?? "").split(/\r\n|\n|\r/).map((line) => line.trim());
  const wrong = lines.findIndex((line) => line !== "" && !line.startsWith("#") && !isKnownHost(line));
  if (wrong !== -1)
    throw failure(
      "input-invalid",
      `Line ${String(wrong + 1)} of ssh-known-hosts is not a host key.`,
      "Each line is `<hosts> <key type> <key in base64>`, as in the server's own documentation or as `ssh-keyscan` prints it.",
    );
  return [...PUBLISHED, ...lines.filter((line) => line !== ""), ...toLines(serverKeys), ""].join("\n");
}

function toLines(serverKeys: ServerKeys | null): readonly string[] {
  if (serverKeys === null) return [];
  const { host, port = SSH_PORT, keys } = serverKeys;
  const name = port === SSH_PORT ? host : `[${host}]:${String(port)}`;
  const lines = keys.map((key) => `${name} ${key.trim()}`);
  if (lines.every(isKnownHost)) return lines;
  throw failure(
    "forge-unreadable",
    `What ${JSON.stringify(host)} publishes as its SSH host keys cannot be understood.`,
    "Run again. If it stays, put the server's host key into ssh-known-hosts.",
  );
}

/** The key itself starts with the name of its type, so that half a key or a wrong type shows. */
function isKnownHost(line: string): boolean {
  const [, type, base64] = LINE.exec(line) ?? [];
  if (type === undefined || base64 === undefined) return false;
  const key = Buffer.from(base64, "base64");
  if (key.length < 4) return false;
  const length = key.readUInt32BE(0);
  return key.length > 4 + length && key.toString("latin1", 4, 4 + length) === type;
}
