import { renderList, toListJson } from "../../output/list-text.ts";
import { list as listRegistry } from "../../run/list.ts";
import { command } from "../command-session.ts";

export const list = command({ offline: true }, async ({ session, json, text, print }) => {
  const registry = await listRegistry(session);
  print(json ? `${JSON.stringify(toListJson(registry))}\n` : renderList(registry, { ...text, manual: session.manual }));
  return registry.problems.some(({ severity }) => severity === "error") ? 2 : 0;
});
