import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Code } from "../model/codes.ts";
import { failure } from "../model/failure.ts";
import { openSshKeyFile } from "./private-key.ts";
import type { Signer, SigningKey } from "./signer.ts";
import { lastLine, runTool } from "./tool.ts";
import { withVerifiers } from "./verifiers.ts";

const NAMESPACE = "git";
/** Files of one process; their paths share its room for arguments. */
const AT_ONCE = 500;
/** Anything else has a meaning in an allowed signers file. */
const PLAIN_PRINCIPAL = /^[^\s,"#*?!]+$/;

/** Signs with ssh-keygen, many tags with one process. An SSH key names nobody, so any tagger is right. */
export async function openSshSigner({ text, passphrase, tagger, folder, environment }: SigningKey): Promise<Signer> {
  const names = { key: "signing-key", passphrase: "signing-passphrase" };
  const key = await openSshKeyFile({ text, passphrase, folder, environment, names, code: "signing-key-invalid" });
  const principal = PLAIN_PRINCIPAL.test(tagger.email) ? tagger.email : "tagger";
  const allowed = await folder.write("allowed_signers", `${principal} namespaces="${NAMESPACE}" ${key.publicKey}\n`);
  const revoked = await folder.write("revoked", "");

  async function sign(objects: readonly string[], code: Code): Promise<readonly string[]> {
    const place = await mkdtemp(join(folder.path, "tags-"));
    try {
      const files = objects.map((_, index) => join(place, String(index)));
      for (const [index, object] of objects.entries()) await writeFile(files[index] ?? "", object, { mode: 0o600 });
      for (let first = 0; first < files.length; first += AT_ONCE) {
        const args = ["-Y", "sign", "-n", NAMESPACE, "-f", key.file, ...files.slice(first, first + AT_ONCE)];
        const { code: exit, stderr } = await runTool("ssh-keygen", args, { environment: key.environment(environment), code });
        if (exit !== 0)
          throw failure(code, `ssh-keygen could not sign: ${lastLine(stderr)}`, "Check that signing-key may sign, and run again.");
      }
      return await Promise.all(objects.map(async (object, index) => object + (await readFile(`${files[index] ?? ""}.sig`, "utf8"))));
    } finally {
      await rm(place, { recursive: true, force: true });
    }
  }

  await sign(["probe\n"], "signing-key-invalid");
  return {
    format: "ssh",
    tagger,
    sign: (objects) => sign(objects, "signing-failed"),
    environment: (base) =>
      withVerifiers(base, [
        ["gpg.ssh.allowedSignersFile", allowed],
        ["gpg.ssh.revocationFile", revoked],
      ]),
  };
}
