import type { YamlNode } from "../registry/yaml-node.ts";
import { createReader } from "./places.ts";
import type { Profile } from "./profile.ts";
import { CONDUCTOR } from "./profiles/conductor.ts";
import { FLOW_REGISTRY } from "./profiles/flow-registry.ts";
import { GENERIC } from "./profiles/generic.ts";

/** In the order they are tried in; the last one fits everything. */
export const PROFILES: readonly Profile[] = [CONDUCTOR, FLOW_REGISTRY, GENERIC];

/** The profile that is wanted, else the first one whose shape the document has. */
export function chooseProfile(root: YamlNode, wanted: Profile["id"] | null): Profile {
  const isChosen = ({ id, shapes }: Profile): boolean => {
    if (wanted !== null) return id === wanted;
    const { select } = createReader({ meanings: [], collections: [] });
    return shapes.some((shape) => shape.every(({ at, kind }) => select(root, at).some(({ node }) => node.kind === kind)));
  };
  return PROFILES.find(isChosen) ?? GENERIC;
}
