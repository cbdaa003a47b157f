import type { ServerKeys } from "../git/host-keys.ts";
import type { Time } from "../model/time.ts";
import { toApiUrl } from "../forge/github/api-url.ts";
import type { Surroundings } from "./surroundings.ts";

/** The SSH host keys that a GitHub Enterprise Server publishes over TLS; null for servers whose keys are built in. */
export async function readServerKeysOf({ serverUrl, apiUrl, token }: Surroundings, time: Time): Promise<ServerKeys | null> {
  const { hostname, origin } = new URL(serverUrl);
  if (hostname === "github.com" || hostname === "gitlab.com") return null;
  const [{ createClient }, { readServerKeys }] = await Promise.all([
    import("../forge/github/client.ts"),
    import("../forge/github/access.ts"),
  ]);
  const ignore = (): void => undefined;
  const client = createClient({ apiUrl: apiUrl ?? toApiUrl(origin), token, time, deadline: null, onExchange: ignore, onWait: ignore });
  return { host: hostname, keys: await readServerKeys(client) };
}
