import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { Asset } from "../../src/forge/port.ts";
import { readAssets } from "../../src/run/read-assets.ts";
import { planRelease } from "../../src/run/release.ts";
import { createRegistry, type TestRegistry } from "../support/registry.ts";
import { openRequest } from "./open.ts";

const FORGE = { capabilities: { latest: true, pages: true, assets: true, pullRequests: false, ownNotes: false } };
const FIRST = Buffer.from("version: 1.0.0\n");
/** With a byte order mark, and with the line ends of another system. */
const SECOND = Buffer.from("\ufeffname: größe\r\nversion: 1.1.0\n");

function sample(): TestRegistry {
  const registry = createRegistry();
  registry.write("flows/chat/1.0.0.yml", FIRST);
  registry.commit("Add 1.0.0");
  registry.write("flows/chat/1.1.0.yaml", SECOND);
  registry.commit("Add 1.1.0");
  return registry;
}

function sum(content: Buffer): Buffer {
  return Buffer.from(`${createHash("sha256").update(content).digest("hex")}  flow.yml\n`);
}

function assetsOf(content: Buffer): readonly Asset[] {
  return [
    { name: "flow.yml", type: "application/yaml", content },
    { name: "SHA256SUMS", type: "text/plain", content: sum(content) },
  ];
}

const EXPECTED = new Map([
  ["chat-v1.0.0", assetsOf(FIRST)],
  ["chat-v1.1.0", assetsOf(SECOND)],
]);

test("every release gets its version file and a checksum that fits, in a clone without contents too", async () => {
  const registry = sample();
  registry.addBareRemote();
  for (const dir of [registry.dir, registry.clone({ filter: "blob:none", bare: true }).dir]) {
    const request = await openRequest(dir);
    const plan = await planRelease(request);
    expect(await readAssets({ ...request, forge: FORGE, config: { assets: true } }, plan)).toEqual(EXPECTED);
  }
});

test("a version that drifted gets the file as it is at its tag", async () => {
  const registry = sample();
  registry.tag("chat-v1.0.0", "HEAD~1");
  registry.write("flows/chat/1.0.0.yml", "version: changed\n");
  registry.commit("Change it");
  const request = await openRequest(registry.dir);
  const assets = await readAssets({ ...request, forge: FORGE, config: { assets: true } }, await planRelease(request));
  expect(assets.get("chat-v1.0.0")).toEqual(EXPECTED.get("chat-v1.0.0"));
});

test.each([
  ["they are not wanted", false, true],
  ["the forge takes none", true, false],
])("there are none when %s", async (_, assets, capable) => {
  const request = await openRequest(sample().dir);
  const forge = { capabilities: { ...FORGE.capabilities, assets: capable } };
  expect(await readAssets({ ...request, forge, config: { assets } }, await planRelease(request))).toEqual(new Map());
});

test("a plan without releases needs no file", async () => {
  const request = await openRequest(sample().dir);
  const plan = await planRelease(request);
  const tags = plan.actions.filter(({ type }) => type === "create-tag");
  expect(await readAssets({ ...request, forge: FORGE, config: { assets: true } }, { ...plan, actions: tags })).toEqual(new Map());
});
