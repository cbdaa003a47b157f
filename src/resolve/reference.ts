import type { Range } from "semver";

/** A flow, as users name it; parsed in parse-reference.ts. */
export type Reference = FileReference | FlowReference;

export interface FileReference {
  readonly kind: "file";
  /** As it was written: starts with `.` or `/`, or exists. */
  readonly path: string;
}

export interface FlowReference {
  readonly kind: "flow";
  /** Name of the flow; nested ones have slashes (`chat/agent`). */
  readonly flow: string;
  readonly registry: RegistryName;
  readonly ref: Ref;
}

/** Where a reference looks for its flow. */
export type RegistryName =
  | { readonly kind: "default" }
  /** As configured. */
  | { readonly kind: "name"; readonly name: string }
  /** Not configured. `path` is `owner/repo`, or `group/sub/repo`; `host` (with its port, if any) is null for GitHub's. */
  | { readonly kind: "address"; readonly host: string | null; readonly path: string };

/** What follows `#`. */
export type Ref =
  /** Nothing. */
  | { readonly kind: "default" }
  /** One version, fully spelled (`1.2.3`, `v1.2.3`, `=1.2.3`, `==1.2.3`); `version` has no `v`. */
  | { readonly kind: "version"; readonly version: string }
  | VersionRange
  /** 7 to 40 hexadecimal digits in lower case; 40 name one commit for ever. It may also be the name of a branch or a tag. */
  | { readonly kind: "commit"; readonly digits: string }
  /** A branch or a tag. */
  | { readonly kind: "name"; readonly name: string }
  /** `refs/…`, to the end. */
  | { readonly kind: "full"; readonly name: string };

export interface VersionRange {
  readonly kind: "range";
  /** As it was written. */
  readonly text: string;
  /** npm's meaning of it; `latest` is `*`. */
  readonly range: Range;
}
