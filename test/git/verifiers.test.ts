import { join } from "node:path";
import { expect, test } from "vitest";
import { openSigner } from "../../src/git/signing.ts";
import { withVerifiers } from "../../src/git/verifiers.ts";
import { writeTagObjects } from "../../src/git/write-tags.ts";
import { createRegistry } from "../support/registry.ts";
import { makeSshKey } from "../support/ssh-server.ts";
import { openGit, temporaryFolder, writeScript } from "./open-git.ts";
import { openFolder, toolEnvironment } from "./open-keys.ts";

const TAGGER = { name: "Zoë", email: "zoe@example.com" };

test("a checkout whose settings find every signature good has no say", async () => {
  const registry = createRegistry();
  const target = registry.commit("root");
  const yes = join(temporaryFolder(), "yes");
  writeScript(yes, ['echo "zoe@example.com"', "echo 'Good \"git\" signature for zoe@example.com with ED25519 key SHA256:x'", "exit 0"]);
  registry.git("config", "gpg.ssh.program", yes);
  registry.git("config", "gpg.program", yes);
  const open = async () =>
    openSigner({
      format: "ssh",
      key: makeSshKey(join(temporaryFolder(), "key")),
      passphrase: null,
      tagger: TAGGER,
      taggerIsGiven: true,
      folder: await openFolder(),
      environment: toolEnvironment(),
      now: () => 0,
    });
  const [ours, other] = [await open(), await open()];
  const action = { type: "create-tag", flow: "a", version: "1.0.0", tag: "a-v1.0.0", target, date: "2026-01-02T03:04:05Z" } as const;
  const write = (signer: typeof ours): Promise<readonly string[]> =>
    writeTagObjects(openGit(registry.dir), [{ ...action, message: "a 1.0.0\n" }], TAGGER, signer);
  await expect(write({ ...ours, sign: other.sign })).rejects.toMatchObject({ code: "signing-failed" });
  expect(await write(ours)).toHaveLength(1);
});

test("settings are added to those that are there", () => {
  const environment = withVerifiers({ GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "a.b", GIT_CONFIG_VALUE_0: "c" }, [["d.e", "f"]]);
  const count = Number(environment["GIT_CONFIG_COUNT"]);
  expect(environment[`GIT_CONFIG_KEY_${String(count - 1)}`]).toBe("d.e");
  expect(environment["GIT_CONFIG_KEY_0"]).toBe("a.b");
});
