import { expect, test } from "vitest";
import { readTemplate } from "../../src/run/read-template.ts";
import { openGit } from "../git/open-git.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { codesOf } from "./open.ts";

const CONTEXT = JSON.stringify({ flow: "chat" });

function registryWith(files: Readonly<Record<string, string>>): TestRegistry {
  const registry = createRegistry();
  for (const [path, text] of Object.entries(files)) registry.write(path, text);
  registry.commit("Add templates");
  return registry;
}

async function render(
  registry: TestRegistry,
  template: string | null,
  notes: "custom" | "conventional" | "github" = "custom",
): Promise<string> {
  return (await readTemplate(openGit(registry.dir), registry.head(), { template, notes })).render(CONTEXT, 1000);
}

test.each([
  ["custom", "default"],
  ["conventional", "conventional"],
  ["github", "github"],
] as const)("without a template, notes %s is the built-in one", async (notes, id) => {
  const registry = registryWith({ "a.md": "" });
  expect((await readTemplate(openGit(registry.dir), registry.head(), { template: null, notes })).id).toBe(id);
});

test("a text is the template itself", async () => {
  expect(await render(registryWith({ "a.md": "" }), "{{ flow }}!")).toBe("chat!");
});

test("a file is read from the branch, not from the work tree", async () => {
  const registry = registryWith({ "notes/main.md": "{{ flow }} committed" });
  registry.write("notes/main.md", "{{ flow }} edited");
  expect(await render(registry, "notes/main.md")).toBe("chat committed");
});

test("includes are read from the template's folder on the branch, and from folders below it", async () => {
  const registry = registryWith({
    "notes/main.md": "{% include 'parts/head.md' %} end",
    "notes/parts/head.md": "{% include 'name.md' %}",
    "notes/name.md": "{{ flow }}",
    "notes/unused.md": "{% broken",
  });
  registry.write("notes/name.md", "edited");
  expect(await render(registry, "notes/main.md")).toBe("chat end");
});

test("includes that include each other end", async () => {
  const registry = registryWith({ "a.md": "{% include 'b.md' %}", "b.md": "{% include 'a.md' %}" });
  expect(await codesOf(render(registry, "a.md"))).toEqual(["template-invalid"]);
});

test.each(["../secret.md", "parts/../../secret.md", "/secret.md", "./../secret.md", "..\\secret.md"])(
  "an include of %s does not leave the folder",
  async (path) => {
    const registry = registryWith({ "secret.md": "secret", "notes/main.md": `{% include ${JSON.stringify(path)} %}` });
    expect(await codesOf(render(registry, "notes/main.md"))).toEqual(["template-invalid"]);
  },
);

test("a link out of the folder is not followed", async () => {
  const registry = registryWith({ "secret.md": "hidden words", "notes/main.md": "{% include 'link.md' %}" });
  registry.link("notes/link.md", "../secret.md");
  registry.commit("Link");
  expect(await render(registry, "notes/main.md")).not.toContain("hidden words");
});

test("a missing include is told with the template's name and line", async () => {
  const registry = registryWith({ "notes/main.md": "one\n{% include 'missing.md' %}" });
  await expect(render(registry, "notes/main.md")).rejects.toMatchObject({
    problems: [{ code: "template-invalid", path: "notes/main.md", line: 2 }],
  });
});

test("a missing template is told by its own code", async () => {
  expect(await codesOf(render(registryWith({ "a.md": "" }), "missing.md"))).toEqual(["template-missing"]);
});
