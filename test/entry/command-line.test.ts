import { describe, expect, test } from "vitest";
import { optionsOf } from "../../src/config/options.ts";
import { HELP } from "../../src/entry/help.ts";
import { VERSION } from "../../src/entry/version.ts";
import { createRegistry } from "../support/registry.ts";
import { runCommand } from "./run-command.ts";
import { runHere } from "./run-here.ts";
import { problemCodes, writeSample } from "./sample.ts";

const COMMANDS = Object.keys(HELP).filter((name) => name !== "program");

describe("help", () => {
  test("of the program names every command, and says how to begin and what exit codes mean", async () => {
    const { code, stdout, stderr } = await runCommand("/", ["--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const command of COMMANDS.filter((name) => !name.includes(" "))) expect(stdout).toMatch(new RegExp(`^  ${command} `, "m"));
    for (const code of [0, 1, 2, 3]) expect(stdout).toMatch(new RegExp(`^  ${code}  `, "m"));
  });

  test.each(COMMANDS)("of %s has examples that name it, and fits into 80 columns", async (command) => {
    const words = command.split(" ");
    const { code, stdout, stderr } = await runHere([...words, "--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(new RegExp(`Examples:\n  flow-tagbot ${command}`));
    expect(stdout).not.toContain("--token");
    const own = stdout.slice(0, stdout.indexOf("Examples:"));
    expect(own.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect((await runHere([...words.slice(0, -1), "help", ...words.slice(-1)])).stdout).toBe(stdout);
  });

  test("of some command tells of every flag that is documented", async () => {
    let texts = "";
    for (const command of COMMANDS) texts += (await runHere([...command.split(" "), "--help"])).stdout;
    const known = new Set(texts.match(/--[a-z][a-z-]*/g));
    expect(optionsOf("flag").filter(({ name }) => !known.has(`--${name}`))).toEqual([]);
  });

  test("of plan is worth reading", async () => {
    expect((await runHere(["plan", "--help"])).stdout).toMatchInlineSnapshot(`
      "Usage: flow-tagbot plan [options]

      Reads the release branch, its history, all tags and the releases, and says for
      every version what is missing, what is in the way, and how to get it out of the
      way. Needs read access only.

      Options:
        --repo <dir>                          the repository: a work tree or a bare
                                              repository (default: ".")
        --forge <name>                        where releases live; default: what the
                                              remote \`origin\` is (choices: "local",
                                              "github", "gitlab")
        --json                                print JSON on standard output
        --config <file>                       Configuration file. It is read from the
                                              release branch; a file that is named by
                                              flag is read from disk. The default one
                                              may be missing. (default:
                                              .github/flow-tagbot.yml)
        --root <path>                         Folder that holds the flows; several as
                                              lines or with commas. Replaces the
                                              file's roots; a root that the file knows
                                              keeps its tag template.
        --tag <template>                      Template of tag names, for every root
                                              without one of its own. (default:
                                              {flow}-v{version})
        --branch <name>                       Release branch. Without it, the remote's
                                              default branch.
        --target <content|introduced>         Commit that a version's tag belongs on:
                                              content, where its file took the content
                                              it has now; introduced, where the file
                                              was added. (default: content)
        --prerelease <words>                  Words that make 2.0.0-<word> a
                                              prerelease. With any other word it is a
                                              variant: another product with a version
                                              line of its own. (default: dev, alpha,
                                              beta, rc, pre, preview, next, canary,
                                              experimental, snapshot)
        --template <file|text>                Own template of release notes: a file in
                                              the release branch, or the text itself
                                              if it has a line break, {{ or {%.
        --notes <custom|conventional|github>  Built-in notes template where no own one
                                              is given: custom tells what changed in
                                              the flow and lists the pull requests,
                                              conventional sorts them by their
                                              conventional type, github has GitHub
                                              write the list, always since the
                                              previous tag of the same flow. (default:
                                              custom)
        --credits                             Name first-time contributors in the
                                              notes. (default: false)
        --release <each|digest|none>          Releases: one for each version, one
                                              digest a run that lists all its
                                              versions, or none. Tags are made in any
                                              case. (default: each)
        --latest <flow>                       Flow whose newest stable version gets
                                              the forge's "latest" badge; none leaves
                                              the badge alone. (default: none)
        --title <template>                    Template of release titles; knows
                                              {flow}, {version} and {tag}. (default:
                                              {flow} {version})
        --draft                               Create releases as drafts, for a person
                                              to publish. (default: false)
        --assets                              Attach flow.yml (the version file) and
                                              SHA256SUMS to every release. A release
                                              is then published only when all its
                                              files are there. (default: false)
        --resync                              Write the notes of existing releases
                                              anew with the template of today. A
                                              release whose text a person edited is
                                              left alone and reported. (default:
                                              false)
        --signing-format <gpg|ssh>            Sign every tag with the key in
                                              signing-key. Without a usable key no tag
                                              is made: there is no fallback to
                                              unsigned ones. A key alone is enough;
                                              the format is then read from it.
        --registry <owner/repo>               Read the versions from this repository,
                                              and make tags and releases in the one
                                              that the workflow runs for (for the
                                              command: the one of origin). The tags
                                              bring the registry's commits along, so a
                                              private registry needs a private
                                              repository.
        --flow <name>                         Only these flows; several as lines or
                                              with commas.
        --version <version>                   Only this version.
        --since <date>                        Only versions that landed at this time
                                              (ISO 8601, UTC without a zone) or later.
        --limit <number>                      At most so many versions, oldest first;
                                              the next run goes on.
        -h, --help                            display help for command

      Examples:
        flow-tagbot plan
        flow-tagbot plan --root flows/stable --root flows/experimental
        flow-tagbot plan --json > plan.json && flow-tagbot apply --plan plan.json

      Exit codes:
        0  all done, or nothing to do
        1  an error
        2  a person is needed: the output says what for, with the commands
        3  stopped at a limit; the next run goes on
      "
    `);
  });
});

describe("a command line", () => {
  test.each([["--version"], ["-V"]])("of %s prints the version alone", async (...args) => {
    expect(await runCommand("/", args)).toEqual({ code: 0, stdout: `${VERSION}\n`, stderr: "" });
  });

  test.each([
    { args: ["plan", "--jsn"], said: ["--jsn", "--json"] },
    { args: ["plan", "--brnch", "main"], said: ["--brnch", "--branch"] },
    { args: ["pln"], said: ["pln", "plan"] },
    { args: ["plan", "--forge", "githb"], said: ["githb", "github"] },
    { args: ["plan", "--flow"], said: ["--flow"] },
    { args: ["list", "--latest", "x"], said: ["--latest"] },
    { args: ["plan", "extra"], said: ["plan"] },
    { args: ["registry", "ad"], said: ["ad", "add"] },
    { args: ["registry", "add", "team"], said: ["source"] },
    { args: ["registry", "add", "team", "a/b", "--type", "hg"], said: ["github"] },
    { args: ["cache"], said: ["Usage: flow-tagbot cache"] },
    { args: ["resolve", "a", "b"], said: ["resolve"] },
    { args: ["cat"], said: ["reference"] },
  ])("with a mistake is refused with a hint: $args", async ({ args, said }) => {
    const { code, stdout, stderr } = await runHere(args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    for (const text of said) expect(stderr).toContain(text);
  });

  test("without a command shows the help as an error", async () => {
    const { code, stdout, stderr } = await runCommand("/", []);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("Usage: flow-tagbot");
  });

  test.each(["plan", "apply", "list", "verify", "resolve x", "registry list", "cache list"])(
    "of %s takes no token, and does not repeat it",
    async (command) => {
      const registry = createRegistry();
      writeSample(registry);
      const run = await runCommand(registry.dir, [...command.split(" "), "--json", "--token", "ghp_secret0123456789"]);
      expect(run.code).toBe(1);
      expect(problemCodes(run)).toEqual(["token-argument"]);
      expect(run.stdout + run.stderr).not.toContain("ghp_secret0123456789");
    },
  );

  test("with several bad values is told all of them at once", async () => {
    const registry = createRegistry();
    writeSample(registry);
    const run = await runCommand(registry.dir, ["plan", "--json", "--version", "v1", "--limit", "0", "--tag", "{flow}", "--since", "soon"]);
    expect(run.code).toBe(1);
    expect(problemCodes(run)).toEqual(Array(4).fill("input-invalid"));
    for (const flag of ["--version", "--limit", "--tag", "--since"]) expect(run.stderr).toContain(flag);
  });
});

test.each(["", "1"])("colour and progress bars stay out of pipes, with NO_COLOR=%j", async (NO_COLOR) => {
  const registry = createRegistry();
  writeSample(registry);
  for (const args of [["plan"], ["apply"], ["list"], ["verify"], ["notes", "code_review@1.0.0"], ["plan", "--repo", "/nowhere"]]) {
    const { stdout, stderr } = await runCommand(registry.dir, args, { NO_COLOR, TERM: "xterm-256color" });
    expect(stdout + stderr).not.toContain("\u001b");
  }
});
