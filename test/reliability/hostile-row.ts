import type { RawRegistry } from "./raw-registry.ts";

/** A registry that means harm, and what becomes of whoever asks it for `bot`. */
export interface HostileRow {
  readonly name: string;
  readonly build: (registry: RawRegistry) => void;
  /** Codes that are right; `fine`: it is no harm, and works. */
  readonly expected: readonly string[];
  /** Reference, where it is not `bot@team`. */
  readonly reference?: string;
  /** What else happens to the registry once it was read, before it is read again. */
  readonly then?: { readonly change: (registry: RawRegistry) => void; readonly expected: readonly string[]; readonly reference: string };
  /** Takes seconds to build, or to read. */
  readonly isLarge?: boolean;
}
