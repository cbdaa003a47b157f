import { CONFIG_PATH } from "../../config/options.ts";
import { toCheckJson } from "../../output/check-json.ts";
import { renderCheck } from "../../output/check-text.ts";
import { check as checkRegistry } from "../../run/check.ts";
import { toPathspecs } from "../../run/read-pull.ts";
import { pathInRepository } from "../../run/work-tree.ts";
import { textOf } from "../flags.ts";
import { command } from "../command-session.ts";

export const check = command({ offline: false, tipOnly: true, fromBase: true }, async ({ session, invocation, json, text, print }) => {
  const named = textOf(invocation.flags["config"]);
  const configPath = named === null ? CONFIG_PATH : await pathInRepository(session.repository.git, named);
  const question = { kind: "work-tree", pathspecs: toPathspecs(session.config, configPath) } as const;
  const report = await checkRegistry({ ...session, configPath, question });
  print(json ? `${JSON.stringify(toCheckJson(report))}\n` : renderCheck(report, text));
  return report.ok ? 0 : 2;
});
