import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addRegistry, removeRegistry, setDefaultRegistry } from "../../src/resolve/registries-edit.ts";
import type { RegistryEntry } from "../../src/resolve/source.ts";
import { caught } from "../caught.ts";

const PLACES = { folder: "/config", home: "/home/someone", serverUrl: "https://github.com" };

function file(text: string): { readonly text: string; readonly path: string; readonly places: typeof PLACES } {
  return { text, path: "/config/registries.yml", places: PLACES };
}

function entry(name: string, source = `acme/${name}`): RegistryEntry {
  return { name, type: "github", source, root: null };
}

const COMMENTED = `# Registries of our team.

# Ask Ada before you change it.
default: team # since May
registries:
  # the old one
  team: acme/flows
  "second":
    source: acme/second # read only

# the end
`;

describe("adding", () => {
  test("the first registry makes it the default", () => {
    const { text, registries } = addRegistry(file(""), { ...entry("team"), root: "flows" }, false);
    expect(text).toBe("default: team\nregistries:\n  team:\n    source: acme/team\n    type: github\n    root: flows\n");
    expect(registries.default).toBe("team");
  });

  test("another one leaves the default, unless it is to be it", () => {
    const { text } = addRegistry(file(""), entry("a"), false);
    expect(addRegistry(file(text), entry("b"), false).registries.default).toBe("a");
    expect(addRegistry(file(text), entry("b"), true).registries.default).toBe("b");
  });

  test("keeps comments, order and spelling", () => {
    const { text } = addRegistry(file(COMMENTED), entry("third"), false);
    expect(text).toBe(COMMENTED.replace("\n# the end", "  third:\n    source: acme/third\n    type: github\n\n# the end"));
  });

  test.each(["# nothing yet\n", "{}\n", "registries:\n", "registries: {}\n", "request-version: 1.0.0\n"])("works in %j", (text) => {
    const edited = addRegistry(file(text), entry("team"), false);
    expect(edited.registries).toMatchObject({ default: "team" });
    expect(edited.registries.entries.get("team")).toEqual(entry("team"));
    if (text.startsWith("#")) expect(edited.text).toContain("# nothing yet");
  });

  test("keeps the line ends of Windows", () => {
    const { text } = addRegistry(file(COMMENTED.replaceAll("\n", "\r\n")), entry("third"), false);
    expect(text).not.toMatch(/[^\r]\n/);
    expect(text).not.toContain("\r\r");
  });

  test.each(["team", "Team", "..", "nul"])("%s is refused", (name) => {
    expect(caught(() => addRegistry(file(COMMENTED), entry(name), false))).toMatchObject({ code: "registry-name-invalid" });
  });

  test("to a file that cannot be read is refused, for what is in it would be lost", () => {
    expect(caught(() => addRegistry(file("registries: ["), entry("x"), false))).toMatchObject({ code: "registries-invalid" });
    expect(caught(() => addRegistry(file("registry: {}"), entry("x"), false))).toMatchObject({ code: "registries-invalid" });
  });
});

describe("removing", () => {
  test("the default leaves none", () => {
    const { text, registries } = removeRegistry(file(COMMENTED), "team");
    expect(registries.default).toBeNull();
    expect([...registries.entries.keys()]).toEqual(["second"]);
    expect(text).toContain("# read only");
  });

  test("another one leaves the default", () => {
    expect(removeRegistry(file(COMMENTED), "second").registries.default).toBe("team");
  });

  test("one that is not there names the near one", () => {
    expect(caught(() => removeRegistry(file(COMMENTED), "secnd"))).toMatchObject({
      code: "registry-unknown",
      problems: [{ fix: "Did you mean second?" }],
    });
  });
});

test("another default is written where the old one was", () => {
  expect(setDefaultRegistry(file(COMMENTED), "second").text).toBe(COMMENTED.replace("default: team", "default: second"));
  expect(caught(() => setDefaultRegistry(file(COMMENTED), "x"))).toMatchObject({ code: "registry-unknown" });
});

test("whatever was added is there, and what was removed leaves the file as it was", () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/), { minLength: 2, maxLength: 6, selector: (name) => name });
  const valid = names.filter((given) => given.every((name) => !/^(?:con|prn|aux|nul|com\d|lpt\d)$/.test(name)));
  const sources = fc.constantFrom("/srv/a b: #c", "/srv/'x'", '/srv/"y"', "/srv/- z", "/srv/ü");
  fc.assert(
    fc.property(valid, sources, (given, source) => {
      const made = given.map((name): RegistryEntry => ({ name, type: "path", source, root: null }));
      const text = made.reduce((before, one) => addRegistry(file(before), one, false).text, "# list\n");
      const last = made.at(-1)?.name ?? "";
      const without = removeRegistry(file(text), last);
      expect([...without.registries.entries.values()]).toEqual(made.slice(0, -1));
      expect(addRegistry(file(without.text), { name: last, type: "path", source, root: null }, false).text).toBe(text);
    }),
    { numRuns: 50 },
  );
});
