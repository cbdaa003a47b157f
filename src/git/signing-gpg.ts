import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Code } from "../model/codes.ts";
import { failure } from "../model/failure.ts";
import { chooseKey, chooseTagger, parseSecretKeys } from "./gpg-keys.ts";
import { toKeyring } from "./private-folder.ts";
import type { Signer, SigningKey } from "./signer.ts";
import { lastLine, runTool, type ToolResult } from "./tool.ts";
import { withVerifiers } from "./verifiers.ts";

/** The keyring holds the user's own key alone, so everything in it is trusted; nothing is looked up elsewhere. */
const GPG_CONF = ["trust-model always", "no-auto-key-retrieve", "disable-dirmngr", "no-greeting", ""].join("\n");
/**
 * The agent protects its copy of the key with the passphrase. Its default count makes every signature take half a second;
 * this one is GnuPG's former default, for a copy that lives for minutes. Sockets have a limit for their paths.
 */
const AGENT_CONF = ["s2k-count 65536", "extra-socket none", "browser-socket none", ""].join("\n");
/** gpg signs one text a process; the one agent does the work. */
const AT_ONCE = 4;
/** Room for `/S.gpg-agent` in the path of a socket, which has 104 bytes on some systems. */
const LONGEST_KEYRING = 90;

/** Signs with gpg in a keyring of its own. */
export async function openGpgSigner(request: SigningKey): Promise<Signer> {
  const { folder, passphrase } = request;
  const keyring = toKeyring(folder.path);
  const environment = { ...request.environment, GNUPGHOME: keyring };
  const code = "signing-key-invalid";

  const gpg = (args: readonly string[], input: string, failing: Code): Promise<ToolResult> =>
    runTool("gpg", ["--batch", "--no-tty", ...args], { environment, input, code: failing });

  await mkdir(keyring, { recursive: true, mode: 0o700 });
  await writeFile(join(keyring, "gpg.conf"), GPG_CONF, { mode: 0o600 });
  await writeFile(join(keyring, "gpg-agent.conf"), AGENT_CONF, { mode: 0o600 });
  const imported = await gpg(["--import"], request.text, code);
  const listed = await gpg(["--list-secret-keys", "--with-colons", "--fixed-list-mode"], "", code);
  const keys = parseSecretKeys(listed.stdout);
  if (keys.length !== 1 && keyring.length > LONGEST_KEYRING)
    throw failure(
      code,
      `gpg could not take signing-key into a keyring: ${lastLine(imported.stderr)}`,
      "The path of the folder for temporary files is too long for gpg's agent; set a shorter one (TMPDIR, RUNNER_TEMP).",
    );
  const [key] = keys;
  if (key === undefined || keys.length > 1)
    throw failure(
      code,
      key === undefined
        ? `signing-key holds no private GPG key that gpg can import: ${lastLine(imported.stderr)}`
        : `signing-key holds ${String(keys.length)} private GPG keys.`,
      "Export one key with `gpg --armor --export-secret-keys <id>` and pass all of it.",
    );
  const chosen = chooseKey(key, request.now());
  const tagger = chooseTagger(key, request.tagger, request.taggerIsGiven);

  const signFile = (file: string, failing: Code): Promise<ToolResult> =>
    gpg(
      [
        "--pinentry-mode",
        "loopback",
        "--passphrase-fd",
        "0",
        "--local-user",
        `${chosen}!`,
        "--armor",
        "--output",
        "-",
        "--detach-sign",
        file,
      ],
      `${passphrase ?? ""}\n`,
      failing,
    );

  async function sign(objects: readonly string[]): Promise<readonly string[]> {
    const place = await mkdtemp(join(folder.path, "tags-"));
    const signed: string[] = [];
    const waiting = objects.entries();
    const work = async (): Promise<void> => {
      for (const [index, object] of waiting) {
        const file = join(place, String(index));
        await writeFile(file, object, { mode: 0o600 });
        const { code: exit, stdout, stderr } = await signFile(file, "signing-failed");
        if (exit !== 0)
          throw failure("signing-failed", `gpg could not sign: ${lastLine(stderr)}`, "Check that signing-key may sign, and run again.");
        signed[index] = object + stdout;
      }
    };
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      return signed;
    } finally {
      await rm(place, { recursive: true, force: true, maxRetries: 3 });
    }
  }

  const probe = await signFile(await folder.write("probe", "probe\n"), code);
  if (probe.code !== 0) throw probeFailure(probe.stderr, passphrase);
  return { format: "gpg", tagger, sign, environment: (base) => withVerifiers({ ...base, GNUPGHOME: keyring }, []) };
}

function probeFailure(stderr: string, passphrase: string | null): Error {
  const code = "signing-key-invalid";
  if (!/passphrase|pinentry/i.test(stderr))
    return failure(code, `gpg cannot sign with signing-key: ${lastLine(stderr)}`, "Pass a GPG key that can sign, with its private part.");
  return failure(
    code,
    passphrase === null || passphrase === ""
      ? "signing-key is protected by a passphrase, and none is given."
      : "signing-passphrase does not open signing-key.",
    "Put the key's passphrase into signing-passphrase.",
  );
}
