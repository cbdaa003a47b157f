import { failure } from "../../model/failure.ts";
import type { Time } from "../../model/time.ts";
import type { Client, Place } from "./client.ts";
import { toRefusal } from "./failures.ts";
import { issueFailure } from "./issue-failure.ts";
import { writeOnce } from "./write-once.ts";

const COLOUR = "8250df";
const DESCRIPTION = "Steps that flow-tagbot needs a person for";

const REFUSED: readonly (number | undefined)[] = [404, 422];

/** Makes the label where it is missing: one that GitHub makes in passing is grey and explains nothing. */
export async function ensureLabel(client: Client, place: Place, label: string, time: Time): Promise<void> {
  const what = `The label ${label} could not be made`;
  const look = async (): Promise<true | null> => (await hasLabel(client, place, label)) || null;
  if ((await look()) !== null) return;
  const write = async (): Promise<true> => {
    await client.rest.issues.createLabel({ ...place, name: label, color: COLOUR, description: DESCRIPTION });
    return true;
  };
  try {
    await writeOnce(time, { what, write, look, taken: ({ codes }) => codes.includes("already_exists:name") });
  } catch (error) {
    const found = issueFailure(what, error);
    // GitHub answers people who may not make labels as if the repository were not there, or the label were not valid.
    if (!REFUSED.includes(toRefusal(found.cause)?.status)) throw found;
    const fix = "Give the job `permissions: issues: write`, use a token that may write issues, or make the label by hand.";
    throw failure("forge-denied", found.message, fix, found.cause);
  }
}

async function hasLabel(client: Client, place: Place, label: string): Promise<boolean> {
  try {
    await client.rest.issues.getLabel({ ...place, name: label });
    return true;
  } catch (error) {
    if (toRefusal(error)?.status === 404) return false;
    throw issueFailure(`The label ${label} could not be read`, error);
  }
}
