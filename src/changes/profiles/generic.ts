import type { Profile } from "../profile.ts";

/** Any other document: lists whose items have names are matched by them, and nothing is known of meaning. */
export const GENERIC: Profile = {
  id: "generic",
  shapes: [[]],
  collections: [],
  meanings: [],
  otherwise: "anything",
  reads: [],
  capabilities: [],
  graph: { entry: null, nodes: [], gates: [], ends: [], edges: [] },
  summary: { name: "name", description: "description", framework: null, environment: null },
};
