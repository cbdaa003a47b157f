import { dirname, join, posix, relative } from "node:path";
import ts from "typescript";

/** What is not in the language's own library before ES2027: `AsyncDisposable`. Whoever uses the types has not to ask for it. */
const LIBRARIES = '/// <reference lib="esnext.disposable" />\n';

const PROJECT = join(import.meta.dirname, "..");
const IMPORT = /(from |import\()"(\.[^"]+)\.ts"/g;

/** Declaration files of a module of src/ and of all whose types it needs, by path below src/. */
export function renderTypes(module: string): ReadonlyMap<string, string> {
  const { options } = ts.getParsedCommandLineOfConfigFile(join(PROJECT, "tsconfig.json"), {}, HOST) ?? { options: {} };
  const program = ts.createProgram([join(PROJECT, "src", module)], {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    outDir: join(PROJECT, "dist"),
    rootDir: PROJECT,
  });
  const files = new Map<string, string>();
  const waiting = [module];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (files.has(next)) continue;
    const text = renderFile(program, next);
    files.set(next, LIBRARIES + text.replace(IMPORT, '$1"$2.js"'));
    for (const [, , path = ""] of text.matchAll(IMPORT)) waiting.push(posix.join(dirname(next), `${path}.ts`));
  }
  return new Map([...files].map(([path, text]) => [path.replace(/\.ts$/, ".d.ts"), text]));
}

const HOST: ts.ParseConfigFileHost = {
  ...ts.sys,
  onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
    throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"));
  },
};

function renderFile(program: ts.Program, path: string): string {
  const source = program.getSourceFile(join(PROJECT, "src", path));
  const texts: string[] = [];
  const { diagnostics } = program.emit(source, (_, text) => texts.push(text), undefined, true);
  const [text] = texts;
  if (source === undefined || text === undefined || diagnostics.length > 0)
    throw new Error(`The types of ${relative(PROJECT, path)} cannot be written.`);
  return text;
}
