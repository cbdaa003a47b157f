import * as z from "zod/mini";
import { failure, type Failure } from "../../model/failure.ts";

const LONGEST = 300;

/** Checks an answer once, at the edge; whatever is not `what` (a login page, cut JSON) is not taken for it. */
export function parseAnswer<T>(schema: z.ZodMiniType<T>, data: unknown, what: string): T {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw unreadable(`is not ${what}: ${z.prettifyError(parsed.error).slice(0, LONGEST)}`);
}

/** The items of an answer that has to be a list, each still to be checked. */
export function parseList(data: unknown, of: string): readonly unknown[] {
  if (!Array.isArray(data)) throw unreadable(`is not a list of ${of}.`);
  return data;
}

function unreadable(what: string): Failure {
  return failure(
    "forge-unreadable",
    `The server's answer ${what}`,
    "Check the API address; a proxy or a login page may answer in its place.",
  );
}
