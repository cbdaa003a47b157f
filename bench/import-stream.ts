import { flowText } from "./flow-text.ts";
import { versionPath } from "./landings.ts";
import type { VersionLanding } from "./landings.ts";

const START = Date.UTC(2025, 0, 1) / 1000;
const NOISE_FOLDERS = 40;
const NOISE_FILES = 25;

const data = (text: string): string => `data ${String(Buffer.byteLength(text))}\n${text}\n`;

/**
 * The landings as a `git fast-import` stream. Each is a commit on a side branch and a merge on main, with one
 * commit outside the registry before it; `from` continues an existing main, `first` numbers the first landing.
 */
export function* importStream(seed: number, landings: Iterable<VersionLanding>, from: string | null, first = 0): Generator<string> {
  let time = START + first * 180;
  let mark = 1;
  const signature = (who: string): string => {
    time += 60;
    const person = `${who} <${who}@example.com> ${String(time)} +0000`;
    return `author ${person}\ncommitter ${person}\n`;
  };
  yield `reset refs/heads/main\n${from === null ? "" : `from ${from}\n`}\n`;
  let number = first;
  for (const { flow, version, revision } of landings) {
    number += 1;
    const path = versionPath(flow, version);
    const [noise, blob, side, main] = [mark, mark + 1, mark + 2, mark + 3];
    mark += 4;
    const title = `${revision === 0 ? "Add" : "Change"} ${path.slice(path.indexOf("/") + 1)}`;
    const noiseFile = `src/part_${String(number % NOISE_FOLDERS)}/file_${String(number % NOISE_FILES)}.py`;
    yield [
      `commit refs/heads/main\nmark :${String(noise)}\n${signature("noise")}${data(`Work on ${noiseFile}`)}`,
      `M 100644 inline ${noiseFile}\n${data(`# ${String(number)}\n`)}\n`,
      `blob\nmark :${String(blob)}\n${data(flowText(seed, flow, version, revision))}`,
      `commit refs/heads/topic\nmark :${String(side)}\n${signature("author")}${data(title)}from :${String(noise)}\nM 100644 :${String(blob)} ${path}\n\n`,
      `commit refs/heads/main\nmark :${String(main)}\n${signature("maintainer")}${data(`${title} (#${String(number)})`)}merge :${String(side)}\nM 100644 :${String(blob)} ${path}\n\n`,
    ].join("");
  }
  yield "done\n";
}
