import { didYouMean } from "../config/did-you-mean.ts";
import { failure, type Failure } from "../model/failure.ts";
import type { Registries } from "./source.ts";

/** For a name that is not in the list: which one was meant, or which there are. */
export function unknownRegistry(name: string, { entries }: Registries): Failure {
  const names = [...entries.keys()];
  const meant = didYouMean(name, names);
  const there = names.length === 0 ? "No registry is configured." : `There ${names.length === 1 ? "is" : "are"}: ${names.join(", ")}.`;
  return failure(
    "registry-unknown",
    `There is no registry ${JSON.stringify(name)}. ${there}`,
    meant === null ? `Add it with: flow-tagbot registry add ${name} <source>` : `Did you mean ${meant}?`,
  );
}
