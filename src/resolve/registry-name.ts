import { failure, type Failure } from "../model/failure.ts";

const MAX_LENGTH = 64;
const DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;

/** Why a registry cannot have this name, or null; `others` are those that there are. */
export function registryNameProblem(name: string, others: Iterable<string>): string | null {
  if (name === "") return "it is empty";
  if (!/^[A-Za-z]/.test(name)) return "it does not start with a letter";
  if (/[^A-Za-z0-9_-]/.test(name)) return "it contains a character other than ASCII letters, digits, - and _";
  if (name.length > MAX_LENGTH) return `it is longer than ${MAX_LENGTH} characters`;
  if (DEVICE.test(name)) return "it is the name of a device on Windows";
  const variable = tokenVariable(name);
  const twin = [...others].find((other) => other !== name && tokenVariable(other) === variable);
  return twin === undefined ? null : `it differs from ${twin} only in case, - or _, and both would share the variable ${variable}`;
}

/** The environment variable that a registry's token is taken from. */
export function tokenVariable(name: string): string {
  return `FLOW_TAGBOT_TOKEN_${name.toUpperCase().replaceAll("-", "_")}`;
}

export function registryNameFailure(name: string, reason: string): Failure {
  return failure(
    "registry-name-invalid",
    `${JSON.stringify(name)} cannot be the name of a registry: ${reason}.`,
    "Choose another name, such as team or acme-flows.",
  );
}
