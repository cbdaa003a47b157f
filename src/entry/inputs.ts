import { parseDispatchInputs } from "../config/dispatch.ts";
import { parseOverrides, type Overrides } from "../config/overrides.ts";
import { Failure } from "../model/failure.ts";
import type { Problem } from "../model/problem.ts";
import type { ReadEvent } from "./event.ts";
import type { Surroundings } from "./surroundings.ts";

type Inputs = Readonly<Record<string, string>>;

/** `INPUT_DRY-RUN` as `dry-run`: the runner upper-cases names and keeps hyphens. Inputs without a value are left out. */
export function readInputs(environment: Readonly<Record<string, string | undefined>>): Inputs {
  const prefix = "INPUT_";
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, text]) =>
      name.startsWith(prefix) && text !== undefined && text.trim() !== "" ? [[name.slice(prefix.length).toLowerCase(), text]] : [],
    ),
  );
}

export interface InputOverrides {
  readonly overrides: Overrides;
  /** What of a start by hand does not count. */
  readonly warnings: readonly Problem[];
}

/** The step's inputs, with what a person chose when starting the workflow by hand laid over them. Throws a Failure for bad ones. */
export function readInputOverrides(inputs: Inputs, { name, payload }: Pick<ReadEvent, "name" | "payload">): InputOverrides {
  const dispatched =
    name === "workflow_dispatch" && typeof payload === "object" && payload !== null && "inputs" in payload ? payload.inputs : null;
  const { values, warnings } = parseDispatchInputs(dispatched);
  const parsed = parseOverrides({ ...inputs, ...values });
  if (!parsed.ok) throw new Failure([...parsed.problems, ...warnings]);
  return { overrides: parsed.value, warnings };
}

/** Whether the token is the workflow's own: it starts no workflows, and may never change one. */
export function isOwnToken({ token: given, "workflow-token": own }: Inputs, { token }: Pick<Surroundings, "token">): boolean {
  if (own !== undefined) return given === own;
  return token !== null && !/^gh[pou]_|^github_pat_/.test(token);
}
