import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { failure, type Failure } from "../../model/failure.ts";
import type { IssueSigns, IssueTracker, ManagedIssue } from "../port.ts";
import { isErrorCode } from "../../model/error-code.ts";

interface Page extends ManagedIssue {
  readonly title: string;
}

const OPEN = "manual-steps.md";
const CLOSED = "manual-steps.closed.md";

/** A page has no number of its own, as there is only one. */
const NUMBER = 1;

const FIRST_LINE = "<!-- flow-tagbot: page -->";
const PAGE = new RegExp(`^${FIRST_LINE}\n# ([^\n]*)\n\n([\\s\\S]*)$`);

/**
 * The managed issue as a page, `manual-steps.md` in the folder; what is done is in `manual-steps.closed.md`. Files
 * without our first line are somebody else's, and stay as they are.
 */
export function createManualPage(folder: string): IssueTracker {
  const find = async ({ marker }: IssueSigns): Promise<Page | null> => {
    for (const state of ["open", "closed"] as const) {
      const page = await readPage(folder, state);
      if (page !== null && page !== "foreign" && page.body.split(/\r?\n/).includes(marker)) return page;
    }
    return null;
  };
  return {
    find,
    create: async (signs, title, body) => {
      const path = pathOf(folder, "open");
      if (await writeNew(path, renderPage(title, body))) return toPage(path, "open", title, body);
      // Another run was faster.
      const existing = await find(signs);
      if (existing?.state === "open") return existing;
      throw foreign(path);
    },
    edit: async (_number, { body, state }) => {
      const path = pathOf(folder, state);
      const [open, closed] = [await readPage(folder, "open"), await readPage(folder, "closed")];
      if ((state === "open" ? open : closed) === "foreign") throw foreign(path);
      const page = [open, closed].find((found) => found !== null && found !== "foreign");
      if (page === undefined) throw failure("issue-not-written", `There is no page ${path} to change.`, "The next run writes it again.");
      await replace(path, renderPage(page.title, body));
      if (page.state !== state) await rm(pathOf(folder, page.state), { force: true });
      return toPage(path, state, page.title, body);
    },
    // Nobody is told of a change to a file.
    comment: () => Promise.resolve(),
  };
}

async function readPage(folder: string, state: "open" | "closed"): Promise<Page | "foreign" | null> {
  const path = pathOf(folder, state);
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if (isErrorCode(error, "ENOENT")) return null;
    throw error;
  });
  if (text === null) return null;
  const [, title, body] = PAGE.exec(text) ?? [];
  return title === undefined || body === undefined ? "foreign" : toPage(path, state, title, body);
}

function foreign(path: string): Failure {
  return failure("issue-not-written", `${path} is not a page of flow-tagbot.`, "Move the file away; the next run writes the page.");
}

/** Written beside its place and then linked into it: whole, and never over another file. False when there is one. */
async function writeNew(path: string, text: string): Promise<boolean> {
  const temporary = await writeBeside(path, text);
  try {
    await link(temporary, path);
    return true;
  } catch (error) {
    if (isErrorCode(error, "EEXIST")) return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

async function replace(path: string, text: string): Promise<void> {
  const temporary = await writeBeside(path, text);
  try {
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function writeBeside(path: string, text: string): Promise<string> {
  const temporary = `${path}.${crypto.randomUUID()}.tmp`;
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(temporary, text);
  return temporary;
}

function renderPage(title: string, body: string): string {
  return `${FIRST_LINE}\n# ${title.replaceAll(/\s+/g, " ")}\n\n${body}`;
}

function toPage(path: string, state: "open" | "closed", title: string, body: string): Page {
  return { number: NUMBER, title, body, state, unwanted: false, locked: false, url: pathToFileURL(path).href };
}

function pathOf(folder: string, state: "open" | "closed"): string {
  return join(folder, state === "open" ? OPEN : CLOSED);
}
