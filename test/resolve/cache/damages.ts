import { execFileSync } from "node:child_process";
import { appendFileSync, chmodSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { seal } from "../../../src/resolve/cache/sealed.ts";
import { entryOf, PATH } from "./sample-entry.ts";

const { key, facts } = entryOf();

function change(path: string, how: (path: string) => void): void {
  chmodSync(path, 0o644);
  how(path);
}

/** Every kind of damage that one look has to find; each takes the entry's folder. */
export const DAMAGES: Readonly<Record<string, (folder: string) => void>> = {
  "a byte was changed": (folder) => {
    change(join(folder, "files", PATH), (path) => {
      writeFileSync(path, "name: code revieW\n");
    });
  },
  "a file was cut off": (folder) => {
    change(join(folder, "files", PATH), (path) => {
      truncateSync(path, 3);
    });
  },
  "a file was emptied": (folder) => {
    change(join(folder, "files", PATH), (path) => {
      truncateSync(path);
    });
  },
  "a file has grown": (folder) => {
    change(join(folder, "files", PATH), (path) => {
      appendFileSync(path, "#");
    });
  },
  "a file is gone": (folder) => {
    rmSync(join(folder, "files/flows/code_review/prompts/one.md"));
  },
  "a folder is gone": (folder) => {
    rmSync(join(folder, "files/flows/code_review/prompts"), { recursive: true });
  },
  "all files are gone": (folder) => {
    rmSync(join(folder, "files"), { recursive: true });
  },
  "a file is too many": (folder) => {
    writeFileSync(join(folder, "files/flows/more.yml"), "");
  },
  "a folder is too many": (folder) => {
    mkdirSync(join(folder, "files/flows/more"));
  },
  "something lies beside the marker": (folder) => {
    writeFileSync(join(folder, "more"), "");
  },
  "a file is a link to the same bytes": (folder) => {
    const path = join(folder, "files", PATH);
    renameSync(path, join(folder, "..", "elsewhere"));
    symlinkSync(join(folder, "..", "elsewhere"), path);
  },
  "a folder is a link to the same files": (folder) => {
    renameSync(join(folder, "files/flows"), join(folder, "..", "elsewhere"));
    symlinkSync(join(folder, "..", "elsewhere"), join(folder, "files/flows"));
  },
  "a file is a folder": (folder) => {
    rmSync(join(folder, "files", PATH));
    mkdirSync(join(folder, "files", PATH));
  },
  "a file is a pipe": (folder) => {
    rmSync(join(folder, "files", PATH));
    execFileSync("mkfifo", [join(folder, "files", PATH)]);
  },
  "the marker is gone": (folder) => {
    rmSync(join(folder, "entry.json"));
  },
  "the marker is cut off": (folder) => {
    change(join(folder, "entry.json"), (path) => {
      truncateSync(path, 100);
    });
  },
  "the marker is of another layout": (folder) => {
    change(join(folder, "entry.json"), (path) => {
      writeFileSync(path, readFileSync(path, "utf8").replace('"layout":1', '"layout":0'));
    });
  },
  "the marker says another version": (folder) => {
    change(join(folder, "entry.json"), (path) => {
      writeFileSync(path, readFileSync(path, "utf8").replace('"1.2.0"', '"1.3.0"'));
    });
  },
  "the marker leads elsewhere": (folder) => {
    const hostile = { url: key.registry.url, facts: { ...facts, files: [{ ...facts.files[0], path: "../../../../../etc/passwd" }] } };
    change(join(folder, "entry.json"), (path) => {
      writeFileSync(path, seal(hostile));
    });
  },
  "the marker is a link": (folder) => {
    renameSync(join(folder, "entry.json"), join(folder, "..", "elsewhere"));
    symlinkSync(join(folder, "..", "elsewhere"), join(folder, "entry.json"));
  },
  "the marker is a folder": (folder) => {
    rmSync(join(folder, "entry.json"));
    mkdirSync(join(folder, "entry.json"));
  },
  "the marker is huge": (folder) => {
    change(join(folder, "entry.json"), (path) => {
      truncateSync(path, 2 ** 33);
    });
  },
  "it is a link to a whole one": (folder) => {
    renameSync(folder, `${folder}-elsewhere`);
    symlinkSync(`${folder}-elsewhere`, folder);
  },
  "it is a dangling link": (folder) => {
    rmSync(folder, { recursive: true });
    symlinkSync("nowhere", folder);
  },
  "it is a file": (folder) => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, "");
  },
};
