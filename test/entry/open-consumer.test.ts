import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { findHome, findPlaces, openConsumer } from "../../src/entry/open-consumer.ts";
import { createTime } from "../../src/entry/time.ts";
import { caught } from "../caught.ts";

const HOME = { HOME: "/home/someone" };
const FOLDERS = { directory: "/there", cacheFolder: null, registriesFile: null };

describe("places", () => {
  test.each([
    [HOME, FOLDERS, "/home/someone/.cache/flow-tagbot", "/home/someone/.config/flow-tagbot/registries.yml"],
    [{ ...HOME, XDG_CACHE_HOME: "/c", XDG_CONFIG_HOME: "/d" }, FOLDERS, "/c/flow-tagbot", "/d/flow-tagbot/registries.yml"],
    [
      { ...HOME, XDG_CACHE_HOME: "c", XDG_CONFIG_HOME: "" },
      FOLDERS,
      "/home/someone/.cache/flow-tagbot",
      "/home/someone/.config/flow-tagbot/registries.yml",
    ],
    [{ ...HOME, XDG_CACHE_HOME: "/c", FLOW_TAGBOT_CACHE: "mine", FLOW_TAGBOT_REGISTRIES: "/r.yml" }, FOLDERS, "/there/mine", "/r.yml"],
    [
      { ...HOME, FLOW_TAGBOT_CACHE: "/x", FLOW_TAGBOT_REGISTRIES: "/y" },
      { ...FOLDERS, cacheFolder: "a", registriesFile: "b.yml" },
      "/there/a",
      "/there/b.yml",
    ],
  ])("of %j and %j", (environment, folders, cacheFolder, registriesFile) => {
    expect(findPlaces({ environment, ...folders })).toMatchObject({ cacheFolder, registriesFile, serverUrl: "https://github.com" });
  });

  test.each(["nonsense", "ftp://host", ""])("a server called %j is refused, or nothing", (url) => {
    const find = (): unknown => findPlaces({ environment: { ...HOME, GITHUB_SERVER_URL: url }, ...FOLDERS });
    if (url === "") expect(find()).toMatchObject({ serverUrl: "https://github.com" });
    else expect(caught(find)).toMatchObject({ code: "input-invalid" });
  });

  test("home is the user's own without the variable", () => {
    expect(findHome({})).toMatch(/^(?:\/|[A-Z]:)/);
    expect(findHome(HOME)).toBe("/home/someone");
  });
});

test("opening reads the list and touches nothing else", async () => {
  const base = mkdtempSync(join(tmpdir(), "flow-tagbot-open-"));
  onTestFinished(() => {
    rmSync(base, { recursive: true, force: true });
  });
  const file = join(base, "registries.yml");
  writeFileSync(file, "registries: { team: acme/flows }\n");
  const settings = {
    environment: { HOME: base },
    directory: base,
    cacheFolder: join(base, "cache"),
    registriesFile: file,
    time: createTime(),
    onNotice: () => undefined,
    onSecret: () => undefined,
  };
  const context = await openConsumer(settings);
  expect(context).toMatchObject({ directory: base, registriesFile: file, serverUrl: "https://github.com" });
  expect([...context.registries.entries.keys()]).toEqual(["team"]);
  expect(existsSync(join(base, "cache"))).toBe(false);
  writeFileSync(file, "registries: 1\n");
  await expect(openConsumer(settings)).rejects.toMatchObject({ code: "registries-invalid" });
});
