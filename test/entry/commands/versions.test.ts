import { expect, test } from "vitest";
import { createConsumer, createTeam, listed } from "../../run/consume/offered.ts";
import { runCommand } from "../run-command.ts";

test("versions lists every version, for people and for machines", async () => {
  const { folder } = createConsumer(listed("git", { team: createTeam() }));
  const args = ["versions", "code_review@team", "--registries", "registries.yml", "--cache", "cache"];
  const human = await runCommand(folder, args);
  expect(human).toMatchObject({ code: 0, stderr: "" });
  expect(human.stdout).toMatch(/^1\.2\.0 +stable +code_review-v1\.2\.0 +[0-9a-f]{8} +yanked: Leaks tokens$/m);
  const { stdout } = await runCommand(folder, [...args, "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({
    schema: 1,
    flow: "code_review",
    versions: [{ version: "1.0.0" }, { version: "1.1.0", latest: true }, { version: "1.2.0" }, { kind: "variant" }, { kind: "prerelease" }],
  });
});
