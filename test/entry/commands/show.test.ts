import { expect, test } from "vitest";
import { createConsumer, createTeam, listed } from "../../run/consume/offered.ts";
import { runCommand } from "../run-command.ts";

test("show tells of a flow, for people and for machines, and without network what is known", async () => {
  const { folder } = createConsumer(listed("git", { team: createTeam() }, "team"));
  const places = ["--registries", "registries.yml", "--cache", "cache"];
  const human = await runCommand(folder, ["show", "code_review", ...places]);
  expect(human).toMatchObject({ code: 0, stderr: "" });
  for (const text of ["Reviews, as of 1.1.0", "code_review#1.1.0", "variant orbit", "yanked: Leaks tokens"])
    expect(human.stdout).toContain(text);
  const offline = await runCommand(folder, ["show", "code_review", "--json", "--offline", ...places]);
  expect(offline.code).toBe(0);
  expect(JSON.parse(offline.stdout)).toMatchObject({
    schema: 1,
    registry: { name: "team", stale: true },
    flows: [{ flow: "code_review", latest: "1.1.0", shown: { version: "1.1.0", pin: "code_review#1.1.0" }, problem: null }],
  });
});

test("show of a flow that is not there fails, with the problem for machines", async () => {
  const { folder } = createConsumer(listed("git", { team: createTeam() }, "team"));
  const { code, stdout } = await runCommand(folder, [
    "show",
    "code_reviev",
    "--json",
    "--registries",
    "registries.yml",
    "--cache",
    "cache",
  ]);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ schema: 1, problems: [{ code: "flow-unknown" }] });
});
