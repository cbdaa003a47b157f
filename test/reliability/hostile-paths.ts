import { folder, type RawNode } from "./raw-registry.ts";
import type { HostileRow } from "./hostile-row.ts";

const INDEX = "workflows:\n  bot:\n    description: Answers\n    path: bot/bot.yaml\n";
const FINE = ["fine"] as const;
const FLOW = "name: bot\n";

/** A registry in which all that lies beside the flow belongs to it, so that every name of the folder is written to disk. */
function beside(name: string, things: readonly (readonly [string | Buffer, RawNode])[], expected: HostileRow["expected"]): HostileRow {
  return {
    name,
    build: ({ commit }) => {
      commit({
        folder: [
          ["bot", { folder: [["bot.yaml", FLOW], ...things] }],
          ["index.yaml", INDEX],
        ],
      });
    },
    expected,
  };
}

const nested = (depth: number): RawNode => (depth === 0 ? "deep\n" : folder({ d: nested(depth - 1) }));

/** Names that mean something else on some disk, or lead somewhere else. */
export const HOSTILE_PATHS: readonly HostileRow[] = [
  beside("a folder named ..", [["..", folder({ "evil.md": "evil" })]], ["registry-unsafe"]),
  beside("a file named ..", [["..", "evil"]], ["registry-unsafe"]),
  beside("a folder named .", [[".", folder({ "evil.md": "evil" })]], ["registry-unsafe"]),
  // The server itself gives up.
  beside("a file without a name", [["", "evil"]], ["registry-unsafe", "git-failed"]),
  beside("a name with slashes that leads out", [["../../evil.md", "evil"]], ["registry-unsafe"]),
  beside("an absolute name", [["/tmp/flow-tagbot-evil.md", "evil"]], ["registry-unsafe"]),
  beside("a name with backslashes", [["..\\..\\evil.md", "evil"]], ["registry-unsafe"]),
  beside("a name with a drive", [["C:\\evil.md", "evil"]], ["registry-unsafe"]),
  beside("names of devices", [["aux.md", "evil"], ["CON", "evil"], ["com1.txt", "evil"]], ["registry-unsafe"]), // prettier-ignore
  beside("a name with a line feed", [["a\nb", "evil"]], ["registry-unsafe"]),
  beside("a name with an escape sequence", [["\u001b[2Jb", "evil"]], ["registry-unsafe"]),
  beside("a name that turns its reading around", [["a\u202egpj.md", "evil"]], ["registry-unsafe"]),
  // What is no text becomes U+FFFD.
  beside("a name that is no text", [[Buffer.from([0x61, 0xff, 0xfe]), "evil"]], FINE),
  beside("a name that ends with a dot", [["a.", "evil"]], ["registry-unsafe"]),
  beside("a stream of a file", [["bot.yaml:evil", "evil"]], ["registry-unsafe"]),
  beside("a folder named .git", [[".git", folder({ config: "[core]\n\tfsmonitor = touch /tmp/flow-tagbot-evil\n" })]], ["registry-unsafe"]),
  beside("a file named .GIT", [[".GIT", "gitdir: ../evil\n"]], ["registry-unsafe"]),
  beside("a file named git~1", [["git~1", "evil"]], ["registry-unsafe"]),
  beside("a very long name", [["a".repeat(5000), "evil"]], ["registry-too-large", "registry-unsafe"]),
  beside("34 folders in one another", [["d", nested(34)]], ["registry-unsafe"]),
  { ...beside("three hundred folders in one another", [["d", nested(300)]], ["registry-too-large"]), isLarge: true },
  beside("twins that differ in case", [["A.md", "one"], ["a.md", "two"]], ["registry-unsafe"]), // prettier-ignore
  beside("twins that differ in how they are composed", [["\u00e9.md", "one"], ["e\u0301.md", "two"]], ["registry-unsafe"]), // prettier-ignore
  // One of them is taken.
  beside("two files of one name", [["a.md", "one"], ["a.md", "two"]], FINE), // prettier-ignore
  beside("a file and a folder of one name", [["a", "one"], ["a", folder({ "b.md": "two" })]], ["registry-unsafe"]), // prettier-ignore
  beside("a name that is an option", [["--output=evil", "fine"]], FINE),
  beside("the marker of an entry", [["entry.json", "{}"]], FINE),
];
