import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readPlainRegistries } from "../../src/resolve/plain-registries.ts";
import { addRegistry } from "../../src/resolve/registries-edit.ts";

/** What the full parser makes of it; null for what is no YAML. */
function yamlOf(text: string): unknown {
  try {
    const value: unknown = parse(text, { stringKeys: true, logLevel: "error" });
    return value;
  } catch {
    return null;
  }
}

describe("what is read without a parser of YAML", () => {
  test("is what registry add writes", () => {
    const places = { folder: "/c", home: "/home/someone", serverUrl: "https://github.com" };
    const sources = ["acme/flows", "https://lab.example:8443/a/b.git", "git@host:a/b.git", "/srv/flows", "ssh://git@host/a"];
    const text = sources.reduce(
      (before, source, at) =>
        addRegistry({ text: before, path: "x", places }, { name: `r${at}`, type: "git", source, root: at === 2 ? "flows/a" : null }, false)
          .text,
      "# ours\n",
    );
    const values = readPlainRegistries(text);
    expect(values).toEqual(yamlOf(text));
    expect(Object.keys(values?.["registries"] ?? {})).toHaveLength(sources.length);
  });

  test("is nothing that means more than it seems to", () => {
    for (const text of [
      "default: true\n",
      "default: 1.5\n",
      "default: 'team'\n",
      "default: ~\n",
      "default: team # x\n",
      "default: a: b\n",
      "default:\n",
      "registries:\n",
      "registries: {}\n",
      "registries:\n  a:\n",
      "registries:\n  a: b/c\n  a: b/d\n",
      "registries:\n  a: b/c\n    root: x\n",
      "registries:\n a: b/c\n",
      "registries:\n    a: b/c\n",
      "- a\n",
      "a: b\r\n",
      "a: b\n---\nc: d\n",
      "a: &x\n",
      "a:\tb\n",
      "a: b \n",
      "a: |\n  b\n",
      "default: team\n  more\n",
      "\ufeffdefault: team\n",
    ])
      expect(readPlainRegistries(text), text).toBeNull();
  });

  test("is always what the parser reads too", () => {
    const word = fc.constantFrom(
      ...[
        "default",
        "registries",
        "team",
        "source",
        "type",
        "a/b",
        "./x",
        "git@h:a",
        "https://h:1/a",
        "1.0.0",
        "1.0",
        "0x1f",
        "1e3",
        "~/x",
        "~",
      ],
      ...[
        "null",
        "No",
        "true",
        ".5",
        ".inf",
        "-",
        "a:",
        ":a",
        "a#b",
        "# c",
        "'a'",
        "*a",
        "&a",
        "!t",
        "|",
        ">",
        "{}",
        "[]",
        "2026-01-01",
        "a@",
        "@a",
      ],
    );
    const line = fc
      .tuple(fc.constantFrom("", "  ", "    ", " ", "# ", "\t"), word, fc.constantFrom(": ", ":", ":  ", " "), fc.option(word, { nil: "" }))
      .map((parts) => parts.join(""));
    let read = 0;
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), (lines) => {
        const text = `${lines.join("\n")}\n`;
        const values = readPlainRegistries(text);
        if (values === null) return;
        read += 1;
        expect(values).toEqual(yamlOf(text) ?? {});
      }),
      { numRuns: 3000 },
    );
    expect(read).toBeGreaterThan(100);
  });
});
