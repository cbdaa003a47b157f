import { failure } from "../../model/failure.ts";
import { parseVersion } from "../../model/version.ts";
import { renderMigration } from "../../output/migration-text.ts";
import { migrate as migrateRegistry } from "../../run/migrate.ts";
import { command } from "../command-session.ts";
import { textOf } from "../flags.ts";

export const migrate = command({ offline: true }, async ({ session, invocation, json, text, print }) => {
  const version = textOf(invocation.flags["to"]) ?? "1.0.0";
  if (parseVersion(version) === null)
    throw failure("input-invalid", `--to is ${JSON.stringify(version)}, which is no semantic version.`, "Write for example --to 1.0.0");
  const dryRun = invocation.flags["dryRun"] === true;
  const report = await migrateRegistry({ ...session, version, dryRun });
  print(json ? `${JSON.stringify({ schema: 1, dryRun, ...report })}\n` : renderMigration(report, dryRun, text));
  return report.left.length > 0 ? 2 : 0;
});
