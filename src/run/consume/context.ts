import type { Problem } from "../../model/problem.ts";
import type { Time } from "../../model/time.ts";
import type { Cache } from "../../resolve/cache.ts";
import type { Registries, RegistrySource } from "../../resolve/source.ts";
import type { Transport } from "../../resolve/transport.ts";

export { DEFAULT_RESOLVE, type ResolveOptions } from "../../resolve/resolve-options.ts";

/** What the consumer side works with; made once by the entry, for a command or for a program that uses the library. */
export interface ConsumerContext {
  /** Absolute path that relative paths in references are meant from. */
  readonly directory: string;
  readonly registries: Registries;
  /** Absolute path of `registries.yml`, whether it exists or not. */
  readonly registriesFile: string;
  /** Where `owner/repo` lies, such as `https://github.com`. */
  readonly serverUrl: string;
  readonly cache: Cache;
  /** Opens the way to a registry that is not a folder; loads what reaches the network only now. */
  readonly openTransport: (source: RegistrySource) => Promise<Transport>;
  readonly time: Time;
  /** Told of what is worth knowing and stops nothing: a stale answer, a yanked version, a slower way that was taken. */
  readonly onNotice: (notice: Problem) => void;
}
