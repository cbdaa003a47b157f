import { failure, type Failure } from "../../model/failure.ts";

/** `what` completes "The registry is beyond the limits: ". */
export function tooLarge(what: string): Failure {
  return failure(
    "registry-too-large",
    `The registry is beyond the limits: ${what}.`,
    "Look at what the registry holds; files that do not belong to a flow should not lie beside it.",
  );
}
