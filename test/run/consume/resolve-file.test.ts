import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { openConsumer, type Consumer } from "./consumer.ts";

describe("local files", () => {
  async function withFiles(files: Readonly<Record<string, string>>): Promise<Consumer> {
    const consumer = await openConsumer({});
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(consumer.folder, path)), { recursive: true });
      writeFileSync(join(consumer.folder, path), text);
    }
    return consumer;
  }

  test.each(["./flows/x.yml", "flows/x.yml"])("%s is the file, with what it uses", async (path) => {
    const consumer = await withFiles({
      "flows/x.yml": "version: v2\nprompt: prompts/a.md\nother: ../../etc/passwd\n",
      "flows/prompts/a.md": "hi",
    });
    expect(await consumer.resolve(path)).toMatchObject({
      flow: "x",
      version: null,
      commit: null,
      path,
      framework: "v2",
      registry: null,
      file: join(consumer.folder, "flows/x.yml"),
      folder: join(consumer.folder, "flows"),
      files: [{ path: "x.yml" }, { path: "prompts/a.md", size: 2 }],
    });
  });

  test("a file that is not there is said, and a folder of a flow's name is no file", async () => {
    const consumer = await withFiles({ "qa-bot/1.0.0.yml": "a: 1\n" });
    await expect(consumer.resolve("./nothing.yml")).rejects.toMatchObject({ code: "reference-invalid" });
    await expect(consumer.resolve("./qa-bot/1.0.0.yml#1")).rejects.toMatchObject({
      problems: [{ message: expect.not.stringContaining("ENOENT") as unknown, fix: expect.stringContaining("no versions") as unknown }],
    });
    await expect(consumer.resolve("qa-bot")).rejects.toMatchObject({ code: "registry-unknown" });
  });

  test("a link to a file is one's own, and links among what it uses lead nowhere", async () => {
    const consumer = await withFiles({ "real/1.0.0.yml": "prompt: prompts/a.md\n", "secret.md": "s" });
    symlinkSync(join(consumer.folder, "real/1.0.0.yml"), join(consumer.folder, "link.yml"));
    mkdirSync(join(consumer.folder, "prompts"));
    symlinkSync(join(consumer.folder, "secret.md"), join(consumer.folder, "prompts/a.md"));
    expect(await consumer.resolve("./link.yml")).toMatchObject({ flow: "link", files: [{ path: "link.yml" }] });
    expect(await consumer.resolve("./real/1.0.0.yml")).toMatchObject({ flow: "real", version: null });
  });
});
