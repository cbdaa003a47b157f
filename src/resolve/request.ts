import { failure } from "../model/failure.ts";
import { flowNameProblem } from "../model/ref-name.ts";
import { showText } from "./fault.ts";
import { parseRef } from "./parse-ref.ts";
import { parseReference } from "./parse-reference.ts";
import { isByOwnTag, renderRef } from "./render-reference.ts";
import type { FlowReference, Reference } from "./reference.ts";
import type { ResolvedFlow } from "./resolved.ts";

/** What a flow service is asked for. */
export interface RequestFields {
  /** `flow_config_id`. */
  readonly flow: string;
  /** `flow_config_schema_version`, such as `v1`; null where nobody said. */
  readonly framework: string | null;
  /** `flow_version`: a version, a range or `latest`; null in requests from before flows had versions. */
  readonly version: string | null;
}

/** The same under the names that a flow service has for it. */
export interface WireFields {
  readonly flow_config_id: string;
  readonly flow_config_schema_version: string | null;
  readonly flow_version: string | null;
}

/**
 * The reference, in the default registry, that the fields ask for; without a version, that of `defaultVersion` (a version, a range or
 * `latest`). The framework is no part of it: it is for the caller to compare with the resolved file's own. Fails with `reference-invalid`.
 */
export function fromFields({ flow, version }: RequestFields, defaultVersion: string): FlowReference {
  const problem = flowNameProblem(flow);
  if (problem !== null) {
    throw failure(
      "reference-invalid",
      `${showText(flow)} is no flow_config_id: ${problem}.`,
      "Ask for a flow by its name, such as `code_review`.",
    );
  }
  const asked = version ?? defaultVersion;
  const ref = parseRef(asked);
  if (ref.kind !== "version" && ref.kind !== "range") throw noVersion(asked);
  return { kind: "flow", flow, registry: { kind: "default" }, ref };
}

/** The fields that ask a flow service for this version of a flow. `framework` is the file's own `version:`. */
export function toFields(flow: string, version: string | null, framework: string | null): RequestFields {
  return { flow, framework, version };
}

/** Fails with `reference-invalid` for what a branch, a commit or another tag than the version's own led to: the published bytes may differ. */
export function refuseCommit(found: Pick<ResolvedFlow, "reference" | "flow" | "version" | "tag" | "registry">): void {
  const asked = found.registry === null ? null : parseReference(found.reference, () => false);
  if (asked?.kind !== "flow" || isByOwnTag(found)) return;
  const { ref } = asked;
  if (ref.kind === "name" || ref.kind === "full" || ref.kind === "commit") throw noVersion(renderRef(ref));
}

/** The fields of `flow@version`, or of a flow alone. Fails with `reference-invalid` for whatever a flow service cannot be asked for. */
export function parseRequest(text: string, framework: string | null): RequestFields {
  const reference: Reference = parseReference(text, () => false);
  if (reference.kind === "file" || reference.registry.kind !== "default") {
    throw failure(
      "reference-invalid",
      `${showText(text)} is no request: a flow service has flows of one registry, and no files.`,
      "Write `<flow>@<version>`.",
    );
  }
  const { flow, ref } = reference;
  if (ref.kind === "default") return { flow, framework, version: null };
  if (ref.kind !== "version" && ref.kind !== "range") throw noVersion(renderRef(ref));
  return { flow, framework, version: renderRef(ref) };
}

/** `flow@version`; `latest` and a missing version as references have them, because a registry may be called `latest`. */
export function renderRequest({ flow, version }: RequestFields): string {
  if (version === null) return flow;
  return version === "latest" ? `${flow}#latest` : `${flow}@${version}`;
}

export function toWire({ flow, framework, version }: RequestFields): WireFields {
  return { flow_config_id: flow, flow_config_schema_version: framework, flow_version: version };
}

export function fromWire(fields: WireFields): RequestFields {
  return { flow: fields.flow_config_id, framework: fields.flow_config_schema_version, version: fields.flow_version };
}

function noVersion(text: string): Error {
  return failure(
    "reference-invalid",
    `${showText(text)} is no flow_version: a flow service is asked for a version or a range.`,
    "Write a version such as `1.2.0`, a range such as `^1.2`, or `latest`. `flow-tagbot resolve` says which version a branch, tag or commit holds.",
  );
}
