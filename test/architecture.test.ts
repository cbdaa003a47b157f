import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import metadata from "../package.json" with { type: "json" };
import { VERSION } from "../src/entry/version.ts";

const ROOT = join(import.meta.dirname, "..");

/** From the top down; a room imports only from itself and from those below it. */
const ROOMS = [
  "entry",
  "run",
  "apply",
  "forge",
  "git",
  "output",
  "manual",
  "plan",
  "notes",
  "changes",
  "history",
  "registry",
  "resolve",
  "reports",
  "config",
  "model",
];

const PURE = ["output", "manual", "plan", "notes", "changes", "history", "registry", "resolve", "config", "model"];
/** The one folder of a pure room that works on files. */
const WITH_FILES = "src/resolve/cache/";
const PURE_PACKAGES =
  /^(node:(crypto|path|util|vm|buffer)|diff|semver(\/classes\/[\w-]+\.js)?|yaml|zod(\/mini)?|nunjucks(\/.*)?|ajv(\/.*)?|conventional-commits-parser|cli-table3|fastest-levenshtein)$/;

const MOST_LINES = 300;

/** Files whose work shows only in a whole run, with the tests that make such runs. */
const TESTED_AS_A_WHOLE: Readonly<Record<string, readonly string[]>> = {
  "src/entry/carry-out.ts": ["test/action/signing.test.ts", "test/entry/commands/apply.test.ts"],
  "src/entry/keep-issue.ts": ["test/action/secrets.test.ts", "test/entry/commands/apply-issue.test.ts"],
  "src/entry/report-check.ts": ["test/action/check.test.ts"],
  "src/entry/report-stop.ts": ["test/action/check.test.ts", "test/action/trouble.test.ts"],
  "src/entry/report-run.ts": ["test/action/release.test.ts", "test/action/options.test.ts"],
  "src/entry/run-action.ts": ["test/action/release.test.ts", "test/action/trouble.test.ts"],
  "src/entry/session.ts": ["test/entry/commands/plan.test.ts", "test/action/release.test.ts"],
  "src/entry/command-session.ts": ["test/entry/command-line.test.ts", "test/entry/commands/plan.test.ts"],
  "src/entry/workspace.ts": ["test/action/release.test.ts", "test/action/registry.test.ts"],
};

interface Source {
  /** Relative to the project, as `src/room/file.ts`. */
  readonly path: string;
  readonly room: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
  /** Every module that is imported: static, dynamic, for types, or passed on by an export. */
  readonly imports: readonly string[];
}

const SOURCES: readonly Source[] = globSync("src/**/*.ts", { cwd: ROOT })
  .toSorted()
  .map((path) => {
    const text = readFileSync(join(ROOT, path), "utf8");
    const imports = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
    return { path, room: path.split("/")[1] ?? "", text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true), imports };
  });

function nodesOf({ tree }: Source): readonly ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return nodes;
}

/** `path: what` for each offence. */
function offences(find: (source: Source) => readonly string[], sources: readonly Source[] = SOURCES): readonly string[] {
  return sources.flatMap((source) => find(source).map((what) => `${source.path}: ${what}`));
}

test("every source file is in a room of the list", () => {
  expect(SOURCES.length).toBeGreaterThan(100);
  expect(SOURCES.filter(({ path, room }) => !ROOMS.includes(room) || path.split("/").length < 3).map(({ path }) => path)).toEqual([]);
});

describe("imports", () => {
  test("are found whatever their form", () => {
    const text = [
      'import { a } from "./a.ts";',
      'import type { B } from "./b.ts";',
      'export { c } from "./c.ts";',
      'const d = await import("./d.ts");',
      'let e: import("./e.ts").E;',
      'import "./f.ts";',
    ].join("\n");
    expect(
      ts
        .preProcessFile(text, true, true)
        .importedFiles.map(({ fileName }) => fileName)
        .toSorted(),
    ).toEqual(["./a.ts", "./b.ts", "./c.ts", "./d.ts", "./e.ts", "./f.ts"]);
  });

  test("point down the list of rooms only", () => {
    const upwards = ({ path, room, imports }: Source): readonly string[] =>
      imports.filter((name) => {
        if (!name.startsWith(".")) return false;
        const target = relative(join(ROOT, "src"), join(ROOT, dirname(path), name)).split("/")[0] ?? "";
        return ROOMS.indexOf(target) < ROOMS.indexOf(room);
      });
    expect(offences(upwards)).toEqual([]);
  });

  test("of source files exist and have their extension", () => {
    expect(
      offences(({ path, imports }) =>
        imports.filter((name) => name.startsWith(".") && !(name.endsWith(".ts") && existsSync(join(ROOT, dirname(path), name)))),
      ),
    ).toEqual([]);
  });

  test("of pure rooms bring no input or output", () => {
    expect(
      offences(
        ({ imports }) => imports.filter((name) => !name.startsWith(".") && !PURE_PACKAGES.test(name)),
        SOURCES.filter(({ room, path }) => PURE.includes(room) && !path.startsWith(WITH_FILES)),
      ),
    ).toEqual([]);
  });
});

test("only the entry knows the process, the console and the runner's toolkit", () => {
  const found = offences(
    (source) => {
      const globals = nodesOf(source).filter(
        (node) =>
          ts.isIdentifier(node) &&
          ["process", "console"].includes(node.text) &&
          !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node),
      );
      const names = globals
        .filter(({ parent }) => ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent))
        .map(({ parent }) => parent.getText(source.tree));
      return [...names, ...source.imports.filter((name) => name === "@actions/core" || name === "node:process")];
    },
    SOURCES.filter(({ room }) => room !== "entry"),
  );
  expect(found).toEqual([]);
});

test("every file with exported functions has a test file in the same place below test/", () => {
  const mirrored = (path: string): boolean => existsSync(join(ROOT, path.replace(/^src\//, "test/").replace(/\.ts$/, ".test.ts")));
  const untested = SOURCES.filter((source) => source.tree.statements.some(exportsFunction) && !mirrored(source.path)).map(
    ({ path }) => path,
  );
  expect(untested).toEqual(Object.keys(TESTED_AS_A_WHOLE).toSorted());
  expect(
    Object.values(TESTED_AS_A_WHOLE)
      .flat()
      .filter((path) => !existsSync(join(ROOT, path))),
  ).toEqual([]);
});

function exportsFunction(statement: ts.Statement): boolean {
  const isExported =
    ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
  if (!isExported) return false;
  if (ts.isFunctionDeclaration(statement)) return true;
  return (
    ts.isVariableStatement(statement) &&
    statement.declarationList.declarations.some(
      ({ initializer }) => initializer !== undefined && (ts.isArrowFunction(initializer) || ts.isCallExpression(initializer)),
    )
  );
}

test("files stay small enough to read in one sitting", () => {
  expect(offences(({ text }) => (text.split("\n").length > MOST_LINES ? [String(text.split("\n").length)] : []))).toEqual([]);
});

test("nothing is exported as the default, asserted or silenced", () => {
  const isForbidden = (node: ts.Node): boolean =>
    ts.isExportAssignment(node) ||
    node.kind === ts.SyntaxKind.DefaultKeyword ||
    ts.isNonNullExpression(node) ||
    node.kind === ts.SyntaxKind.AnyKeyword;
  expect(
    offences((source) => [
      ...nodesOf(source)
        .filter(isForbidden)
        .map((node) => node.parent.getText(source.tree).slice(0, 80)),
      ...(source.text.match(/@ts-(ignore|nocheck)/g) ?? []),
    ]),
  ).toEqual([]);
});

test("the program's version is the package's", () => {
  expect(VERSION).toBe(metadata.version);
});
