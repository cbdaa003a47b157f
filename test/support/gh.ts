import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where the program's requests go, and as whom. */
export interface GhTarget {
  readonly apiUrl: string;
  /** `HOST/OWNER/REPO` or `OWNER/REPO`; no other is accepted. */
  readonly repository: string;
  readonly token: string;
}

/** Writes a program `gh` that takes the commands that we print, and no others, into a new folder below `base`; gives the folder, for `PATH`. */
export function createGh(base: string, target: GhTarget): string {
  const folder = mkdtempSync(join(base, "gh-"));
  const file = join(folder, "gh");
  writeFileSync(file, `#!${process.execPath}\nconst TARGET = ${JSON.stringify(target)};\n${PROGRAM}`);
  chmodSync(file, 0o755);
  return folder;
}

/** What `gh release` asks the API: https://github.com/cli/cli/tree/trunk/pkg/cmd/release */
const PROGRAM = String.raw`
const { readFileSync } = require("node:fs");

function fail(message) {
  process.stderr.write(message + "\n");
  process.exit(1);
}

async function call(method, path, body) {
  const [owner, repo] = TARGET.repository.split("/").slice(-2);
  const response = await fetch(TARGET.apiUrl + "/repos/" + owner + "/" + repo + path, {
    method,
    headers: { authorization: "token " + TARGET.token, accept: "application/vnd.github+json", "content-type": "application/json", "user-agent": "gh" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : JSON.parse(text) };
}

async function need(method, path, body) {
  const answer = await call(method, path, body);
  if (answer.status >= 300) fail("HTTP " + answer.status + ": " + JSON.stringify(answer.body));
  return answer.body;
}

/** Options as given: a name alone, a name with =value, or with the next word. */
function parse(words, alone, valued) {
  const options = new Map();
  for (let at = 0; at < words.length; at += 1) {
    const [name, inline] = words[at].startsWith("--") && words[at].includes("=") ? words[at].split(/=(.*)/s) : [words[at]];
    if (options.has(name)) fail("twice: " + name);
    if (alone.includes(name) && inline === undefined) options.set(name, true);
    else if (valued.includes(name)) options.set(name, inline ?? words[(at += 1)]);
    else fail("unknown argument: " + words[at]);
  }
  if (options.get("-R") !== TARGET.repository) fail("another repository: " + options.get("-R"));
  return options;
}

async function create(tag, words) {
  const options = parse(words, ["--verify-tag", "--prerelease", "--draft"], ["--title", "--notes-file", "--latest", "-R"]);
  if (options.get("--verify-tag") !== true || options.get("--notes-file") !== "-" || typeof options.get("--title") !== "string") fail("incomplete");
  if (!["true", "false"].includes(options.get("--latest"))) fail("--latest needs true or false");
  const found = await call("GET", "/git/ref/tags/" + tag.split("/").map(encodeURIComponent).join("/"));
  if (found.status !== 200) fail("tag " + tag + " doesn't exist in the repo " + TARGET.repository + ", aborting due to --verify-tag flag");
  const release = await need("POST", "/releases", {
    tag_name: tag,
    name: options.get("--title"),
    body: readFileSync(0, "utf8"),
    prerelease: options.has("--prerelease"),
    draft: options.has("--draft"),
    make_latest: options.get("--latest"),
  });
  process.stdout.write(release.html_url + "\n");
}

async function byTag(tag) {
  const found = await call("GET", "/releases/tags/" + encodeURIComponent(tag));
  if (found.status !== 200) fail("release not found");
  return found.body.id;
}

async function main([command, verb, tag, ...words]) {
  if (command !== "release" || tag === undefined || tag.startsWith("-")) fail("not a command that is printed");
  if (verb === "create") return create(tag, words);
  if (verb === "edit" && parse(words, ["--latest"], ["-R"]).has("--latest"))
    return need("PATCH", "/releases/" + (await byTag(tag)), { make_latest: "true" });
  if (verb === "delete" && parse(words, ["--yes"], ["-R"]).has("--yes")) return need("DELETE", "/releases/" + (await byTag(tag)));
  fail("not a command that is printed");
}

main(process.argv.slice(2));
`;
