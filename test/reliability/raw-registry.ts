import { execFileSync } from "node:child_process";
import { isolatedEnvironment } from "../support/isolated-git.ts";

/** Something in a folder of a registry, whether git would make it or not. */
export type RawNode =
  | string
  | Buffer
  | { readonly link: string }
  | { readonly submodule: string }
  /** Any mode, and an id that need not be there. */
  | { readonly mode: string; readonly oid: string }
  /** A folder; names are written as they are. Two things of one name go into a list. */
  | { readonly folder: readonly (readonly [name: string | Buffer, node: RawNode])[] };

/** A bare repository that is written object by object, as only a hostile server would. */
export interface RawRegistry {
  readonly path: string;
  readonly git: (args: readonly string[], input?: string | Buffer) => string;
  readonly write: (node: RawNode) => { readonly mode: string; readonly oid: string };
  /** Makes a commit of a folder, and puts the branch there. */
  readonly commit: (node: RawNode, branch?: string) => string;
  /** An annotated tag, of any object and of any name that git does not refuse to keep. */
  readonly tag: (name: string, oid: string, message?: string | null, type?: string) => string;
}

/** `{ a: "text", b: { c: "text" } }` as a folder; names are written as they are. */
export function folder(things: Readonly<Record<string, RawNode>>): RawNode {
  return { folder: Object.entries(things) };
}

export function openRawRegistry(path: string): RawRegistry {
  const git = (args: readonly string[], input: string | Buffer = ""): string =>
    execFileSync("git", ["--git-dir", path, ...args], {
      env: isolatedEnvironment(path),
      input,
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    }).trim();
  const hash = (type: string, content: string | Buffer): string =>
    git(["-c", "core.compression=0", "hash-object", "-w", "--literally", "-t", type, "--stdin"], content);
  const write = (node: RawNode): { readonly mode: string; readonly oid: string } => {
    if (typeof node === "string" || Buffer.isBuffer(node)) return { mode: "100644", oid: hash("blob", node) };
    if ("link" in node) return { mode: "120000", oid: hash("blob", node.link) };
    if ("submodule" in node) return { mode: "160000", oid: node.submodule };
    if ("oid" in node) return node;
    const entries = node.folder.map(([name, inside]) => {
      const { mode, oid } = write(inside);
      return Buffer.concat([Buffer.from(`${mode} `), Buffer.from(name), Buffer.from([0]), Buffer.from(oid, "hex")]);
    });
    return { mode: "40000", oid: hash("tree", Buffer.concat(entries)) };
  };
  const person = "Mallory <mallory@example.com> 1767225600 +0000";
  git(["init", "--quiet", "--bare", "--initial-branch=main", path]);
  return {
    path,
    git,
    write,
    commit: (node, branch = "main") => {
      const oid = hash("commit", `tree ${write(node).oid}\nauthor ${person}\ncommitter ${person}\n\nHostile\n`);
      git(["update-ref", `refs/heads/${branch}`, oid]);
      return oid;
    },
    tag: (name, oid, message = name, type = "commit") => {
      const id = message === null ? oid : hash("tag", `object ${oid}\ntype ${type}\ntag ${name}\ntagger ${person}\n\n${message}\n`);
      git(["update-ref", `refs/tags/${name}`, id]);
      return id;
    },
  };
}
