import { value } from "./surroundings.ts";

/** https://no-color.org */
export function hasColour(
  stream: { readonly isTTY?: boolean | undefined },
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  return stream.isTTY === true && value(environment, "NO_COLOR") === null && environment["TERM"] !== "dumb";
}
