import { notFound, problem, tooLong, validationFailed, type Answer } from "./answer.ts";
import { textOf } from "./json.ts";
import { pageOf } from "./paging.ts";
import { param, repositoryUrl, type Call, type Routes } from "./routes.ts";
import { nodeId, takeId, type Label } from "./state.ts";

const read = { scope: "issues", access: "read" } as const;
const write = { scope: "issues", access: "write" } as const;

export const labelRoutes: Routes = {
  "issues/list-labels-for-repo": {
    need: read,
    answer: (call) => pageOf(call, "/labels", call.repository.labels, (label) => renderLabel(call, label)),
  },
  "issues/get-label": { need: read, answer: getLabel },
  "issues/create-label": { need: write, answer: createLabel },
};

export function renderLabel(call: Call, label: Label): unknown {
  return {
    id: label.id,
    node_id: nodeId("Label", label.id),
    url: repositoryUrl(call, `/labels/${encodeURIComponent(label.name)}`),
    name: label.name,
    color: label.color,
    default: false,
    description: label.description,
  };
}

/** Label names are compared without regard to case. */
export function findLabel(call: Call, name: string): Label | undefined {
  return call.repository.labels.find((label) => label.name.toLowerCase() === name.toLowerCase());
}

/** The label of that name, made with GitHub's grey when there is none. */
export function ensureLabel(call: Call, name: string): Label {
  return findLabel(call, name) ?? addLabel(call, name, "ededed", null);
}

/** The answer that keeps these labels from being made, where the repository's options say so. */
export function newLabelRefusal(call: Call, names: readonly string[]): Answer | undefined {
  const name = names.find((one) => findLabel(call, one) === undefined);
  if (name === undefined) return undefined;
  switch (call.repository.issueOptions.newLabels) {
    case "allowed":
      return undefined;
    case 403:
      return problem(403, "Resource not accessible by integration", { "x-accepted-github-permissions": "issues=write" });
    case 422:
      return validationFailed({ resource: "Label", code: "invalid", field: "name" });
  }
}

function addLabel(call: Call, name: string, color: string, description: string | null): Label {
  const label: Label = { id: takeId(call.repository), name, color, description };
  call.repository.labels = [...call.repository.labels, label];
  return label;
}

function getLabel(call: Call): Answer {
  const label = findLabel(call, param(call, "name"));
  return label === undefined ? notFound : { status: 200, body: renderLabel(call, label) };
}

function createLabel(call: Call): Answer {
  if (call.caller.kind === "user" && call.caller.permissions.issues !== "write") return notFound;
  const name = textOf(call.body, "name") ?? "";
  const color = textOf(call.body, "color") ?? "ededed";
  const description = textOf(call.body, "description") ?? null;
  if (findLabel(call, name) !== undefined) return validationFailed({ resource: "Label", code: "already_exists", field: "name" });
  if (name === "" || name.length > 50) return validationFailed({ resource: "Label", code: "invalid", field: "name" });
  if (!/^[0-9a-f]{6}$/iu.test(color)) return validationFailed({ resource: "Label", code: "invalid", field: "color" });
  const errors = tooLong("Label", "description", description, 100);
  if (errors.length > 0) return validationFailed(...errors);
  const refused = newLabelRefusal(call, [name]);
  if (refused !== undefined) return refused;
  return { status: 201, body: renderLabel(call, addLabel(call, name, color, description)) };
}
