import { randomBytes } from "node:crypto";
import { HOSTILE_PATHS } from "./hostile-paths.ts";
import type { HostileRow } from "./hostile-row.ts";
import { folder, type RawNode, type RawRegistry } from "./raw-registry.ts";

const FINE = ["fine"] as const;
const FLOW = "name: bot\n";
const PASSWD = "/etc/passwd";
const MIB = 1024 * 1024;
const NOBODY = "1".repeat(40);

/** A version of `bot` with its tag, beside whatever else there is. */
function tagged(
  { commit, tag }: RawRegistry,
  file: RawNode,
  beside: Readonly<Record<string, RawNode>> = {},
  message = "bot 1.0.0",
): string {
  const id = commit(folder({ flows: folder({ bot: folder({ "1.0.0.yml": file, ...beside }) }) }));
  tag("bot-v1.0.0", id, message);
  return id;
}

function row(name: string, expected: HostileRow["expected"], build: HostileRow["build"], more: Partial<HostileRow> = {}): HostileRow {
  return { name, expected, build, ...more };
}

/** Alias bomb: 10^9 texts if it were unfolded. */
const BOMB = `${["a: &a [x, x, x, x, x, x, x, x, x, x]", ..."bcdefghi".split("").map((name, at) => `${name}: &${name} [${Array.from({ length: 10 }, () => `*${"abcdefghi"[at] ?? ""}`).join(", ")}]`)].join("\n")}\n`;
const NESTED = "[".repeat(100_000);

/** A registry with this file at its top, and a flow that needs it. */
function withTop(name: string, node: RawNode): (registry: RawRegistry) => void {
  return ({ commit, tag }) => {
    const flows = folder({ bot: folder({ "1.0.0.yml": FLOW }) });
    const [top = "", inside] = name.split("/");
    tag("bot-v1.0.0", commit(folder({ [top]: inside === undefined ? node : folder({ [inside]: node }), flows })), "bot 1.0.0");
  };
}

const CONFIG = ".github/flow-tagbot.yml";

const LINKS: readonly HostileRow[] = [
  row("the version file is a link", ["version-file-missing"], (registry) => tagged(registry, { link: PASSWD })),
  row("the version file is a submodule", ["version-file-missing"], (registry) => tagged(registry, { submodule: NOBODY })),
  row("the flow's folder is a link", ["version-file-missing"], ({ commit, tag }) => {
    tag("bot-v1.0.0", commit(folder({ flows: folder({ bot: { link: "/etc" } }) })), "bot 1.0.0");
  }),
  row("a file that the version uses is a link", FINE, (registry) => tagged(registry, "prompt: a.md\n", { "a.md": { link: PASSWD } })),
  row("a file that the version uses is a submodule", FINE, (registry) =>
    tagged(registry, "prompt: a.md\n", { "a.md": { submodule: NOBODY } }),
  ),
  row("the version uses what lies outside", FINE, (registry) => tagged(registry, `prompt: ../../../../etc/passwd\nother: ${PASSWD}\n`)),
  row("links beside a flow of index.yaml", FINE, ({ commit }) => {
    const bot = folder({ "a.md": { link: PASSWD }, "bot.yaml": FLOW, sub: { submodule: NOBODY } });
    commit(folder({ bot, "index.yaml": "workflows:\n  bot: { path: bot/bot.yaml }\n" }));
  }),
  row("index.yaml is a link", ["registry-config-invalid"], ({ commit }) => commit(folder({ "index.yaml": { link: PASSWD } }))),
  row("the configuration is a link", ["registry-config-invalid"], withTop(CONFIG, { link: PASSWD })),
  row("index.yaml leads out of the registry", ["registry-unsafe"], ({ commit }) =>
    commit(folder({ "index.yaml": "workflows:\n  bot: { path: ../../../../etc/passwd }\n" })),
  ),
  row("index.yaml names a file of this machine", ["registry-unsafe"], ({ commit }) =>
    commit(folder({ "index.yaml": `workflows:\n  bot: { path: ${PASSWD} }\n` })),
  ),
];

const SIZES: readonly HostileRow[] = [
  ...[100, 200].map((size) =>
    row(
      `a version file of ${size} MB that nothing makes smaller`,
      ["registry-too-large"],
      (registry) => tagged(registry, randomBytes(size * MIB)),
      { isLarge: true },
    ),
  ),
  row("a version file of 11 MB", ["registry-too-large"], (registry) => tagged(registry, Buffer.alloc(11 * MIB, "a"))),
  row(
    "a file of 100 MB that the version uses",
    ["registry-too-large"],
    (registry) => tagged(registry, "prompt: a.md\n", { "a.md": Buffer.alloc(100 * MIB, "a") }),
    { isLarge: true },
  ),
  row("a file of 100 MB that nobody uses", FINE, (registry) => tagged(registry, FLOW, { "a.md": Buffer.alloc(100 * MIB, "a") }), {
    isLarge: true,
  }),
  row("a configuration of 100 MB", ["registry-too-large"], withTop(CONFIG, Buffer.alloc(100 * MIB, "#")), { isLarge: true }),
  row("an index.yaml of 100 MB", ["registry-too-large"], withTop("index.yaml", Buffer.alloc(100 * MIB, "#")), { isLarge: true }),
  row("a message of a tag of 50 MB", FINE, (registry) => tagged(registry, FLOW, {}, "a".repeat(50 * MIB)), { isLarge: true }),
  row("1,001 files beside a flow of index.yaml", ["registry-too-large"], ({ commit, write }) => {
    const file = write("a\n");
    const many = Array.from({ length: 1001 }, (_, at) => [`${String(at)}.md`, file] as const);
    commit({
      folder: [
        ["bot", { folder: [...many, ["bot.yaml", FLOW]] }],
        ["index.yaml", "workflows:\n  bot: { path: bot/bot.yaml }\n"],
      ],
    });
  }),
  row(
    "70 files of 1 MB beside a flow of index.yaml",
    ["registry-too-large"],
    ({ commit }) => {
      const many = Array.from({ length: 70 }, (_, at) => [`${String(at)}.md`, Buffer.alloc(MIB, `${String(at)} `)] as const);
      commit({
        folder: [
          ["bot", { folder: [...many, ["bot.yaml", FLOW]] }],
          ["index.yaml", "workflows:\n  bot: { path: bot/bot.yaml }\n"],
        ],
      });
    },
    { isLarge: true },
  ),
  row("ten folders in each of ten folders, ten deep", ["registry-too-large"], ({ commit, write, tag }) => {
    let inside: RawNode = write("a\n");
    for (let depth = 0; depth < 10; depth += 1) {
      const one: RawNode = inside;
      inside = write({ folder: Array.from({ length: 10 }, (_, at) => [String(at), one] as const) });
    }
    tag("bot-v1.0.0", commit(folder({ a: inside, flows: folder({ bot: folder({ "1.0.0.yml": FLOW }) }) })), "bot 1.0.0");
  }),
];

const TEXTS: readonly HostileRow[] = [
  row("an alias bomb for a configuration", ["registry-config-invalid"], withTop(CONFIG, BOMB)),
  row("an alias bomb for an index.yaml", ["registry-config-invalid"], withTop("index.yaml", BOMB)),
  row("an alias bomb for a version file", FINE, (registry) => tagged(registry, BOMB, { "a.md": "a" })),
  row("a configuration of 100,000 brackets", ["registry-config-invalid"], withTop(CONFIG, NESTED)),
  row("an index.yaml of 100,000 brackets", ["registry-config-invalid"], withTop("index.yaml", NESTED)),
  row("a version file of 100,000 brackets", FINE, (registry) => tagged(registry, NESTED, { "a.md": "a" })),
  row("an index.json of 100,000 brackets", FINE, (registry) => {
    tagged(registry, FLOW);
    registry.commit(folder({ "index.json": NESTED }), "flow-index");
  }),
  row("an index.json with a prototype", FINE, (registry) => {
    tagged(registry, FLOW);
    registry.commit(folder({ "index.json": '{"__proto__":{"schema":1},"schema":1,"flows":{"__proto__":[]}}' }), "flow-index");
  }),
  row("an index.yaml with a flow named ..", ["registry-config-invalid"], ({ commit }) =>
    commit(folder({ "a.yaml": FLOW, "index.yaml": 'workflows:\n  "../../evil": { path: a.yaml }\n  "__proto__": { path: a.yaml }\n' })),
  ),
];

const REFS: readonly HostileRow[] = [
  row("tags named like options", FINE, (registry) => {
    const id = tagged(registry, FLOW);
    for (const name of ["--upload-pack=touch", "-x", "--output=evil"]) registry.tag(name, id, null);
  }),
  row(
    "a tag named like an option that is asked for",
    FINE,
    (registry) => registry.tag("--upload-pack=touch", tagged(registry, FLOW), null),
    {
      reference: "bot@team#refs/tags/--upload-pack=touch",
    },
  ),
  row("a tag whose digest lies", ["digest-mismatch"], (registry) =>
    tagged(registry, FLOW, {}, `bot 1.0.0\n\nFlow-Digest: sha256:${"0".repeat(64)}`),
  ),
  row("a tag whose path leads out", FINE, (registry) => tagged(registry, FLOW, {}, "bot 1.0.0\n\nFlow-Path: ../../../../etc/passwd")),
  row("a tag that moved", FINE, (registry) => tagged(registry, FLOW), {
    then: { change: (registry) => tagged(registry, "name: other\n"), expected: ["digest-mismatch"], reference: "bot@team#^1.0" },
  }),
  row("a tag that moved, of a version that is cached", FINE, (registry) => tagged(registry, FLOW), {
    reference: "bot@team#1.0.0",
    then: { change: (registry) => tagged(registry, "name: other\n"), expected: FINE, reference: "bot@team#1.0.0" },
  }),
  row("a tag of a file", ["ref-unknown"], ({ commit, tag, write }) => {
    commit(folder({ "a.md": "a" }));
    tag("bot-v1.0.0", write(FLOW).oid, "bot 1.0.0", "blob");
  }),
  row("a tag of a folder", ["ref-unknown", "version-file-missing"], ({ commit, tag, write }) => {
    commit(folder({ "a.md": "a" }));
    tag("bot-v1.0.0", write(folder({ "1.0.0.yml": FLOW })).oid, "bot 1.0.0", "tree");
  }),
];

const OBJECTS: readonly HostileRow[] = [
  row("a folder that is cut off", ["git-failed"], (registry) => {
    const oid = registry.git(["hash-object", "-w", "--literally", "-t", "tree", "--stdin"], Buffer.from("100644 1.0.0.yml\0abc"));
    registry.tag("bot-v1.0.0", registry.commit(folder({ flows: folder({ bot: { mode: "40000", oid } }) })), "bot 1.0.0");
  }),
  row("a file that is not there", ["git-failed", "ref-unknown"], (registry) => tagged(registry, { mode: "100644", oid: NOBODY })),
  row("a file that the version uses is not there", ["git-failed", "ref-unknown"], (registry) =>
    tagged(registry, "prompt: a.md\n", { "a.md": { mode: "100644", oid: NOBODY } }),
  ),
  row("a folder that is not there", ["git-failed"], (registry) => {
    registry.tag("bot-v1.0.0", registry.commit(folder({ flows: folder({ bot: { mode: "40000", oid: NOBODY } }) })), "bot 1.0.0");
  }),
  row("a folder that is a file by its mode", ["git-failed"], (registry) => {
    const { oid } = registry.write("no folder");
    registry.tag("bot-v1.0.0", registry.commit(folder({ flows: folder({ bot: { mode: "40000", oid } }) })), "bot 1.0.0");
  }),
  // The API calls it a submodule.
  row("modes that no file has", ["fine", "version-file-missing"], (registry) => {
    const { oid } = registry.write(FLOW);
    registry.tag(
      "bot-v1.0.0",
      registry.commit(folder({ flows: folder({ bot: folder({ "1.0.0.yml": { mode: "777", oid } }) }) })),
      "bot 1.0.0",
    );
  }),
  row("no commit at all", ["flow-unknown"], () => undefined),
];

export const HOSTILE: readonly HostileRow[] = [...HOSTILE_PATHS, ...LINKS, ...SIZES, ...TEXTS, ...REFS, ...OBJECTS];
