/**
 * Templates are text that somebody may edit: they must not reach the machine they are rendered on.
 *
 * nunjucks alone is no sandbox (`range.constructor("…")()` runs code), so four fences stand one behind the other:
 * 1. The parsed template is checked against a list of allowed nodes, and every name must be a plain identifier. The
 *    compiler writes names unquoted into its code; after the check only nunjucks' own code patterns come out of it.
 * 2. The compiled code is made and runs in a `node:vm` context that has no globals but JavaScript's own, that cannot
 *    turn text into code, and under a time limit that nothing inside can catch.
 * 3. That code touches values only through the runtime, which is replaced: members are own fields of plain data, so
 *    no value leads to a constructor or prototype; only functions made for templates can be called.
 * 4. Data comes in as JSON, becomes objects without prototypes, and goes out as one text of bounded length.
 *
 * nunjucks' runtime stays outside the context: inside it would have to be there as source text, and the bundle and
 * the sources would need two ways to get it. What it hands to the compiled code is out of reach by fences 1 and 3.
 */
import { createHash } from "node:crypto";
import { createContext, Script } from "node:vm";
import { CONVENTIONAL_TEMPLATE } from "./conventional-template.ts";
import { DEFAULT_TEMPLATE } from "./default-template.ts";
import { GITHUB_TEMPLATE } from "./github-template.ts";
import { loadNunjucks, type CompiledRoot, type CompiledTemplate, type Environment, type Nunjucks } from "./nunjucks-parts.ts";
import { parseTemplate, toTemplatePath } from "./template-ast.ts";
import { compileToJavaScript } from "./template-compiler.ts";
import { plainWords, TemplateFault, templateFailure } from "./template-fault.ts";
import { createRuntime, hardenEnvironment, type KnownFunctions, type RenderState } from "./template-runtime.ts";
import { parseValues, withoutPrototype } from "./template-values.ts";

export interface TemplateSource {
  /** Shown in errors: a path on the release branch, or the input that holds the text. */
  readonly name: string;
  readonly text: string;
  /** The files that it and its includes name, by their path below the template's folder. */
  readonly includes: ReadonlyMap<string, string>;
}

export interface Template {
  readonly name: string;
  /** `default`, `conventional`, `github`, or `custom-` and the start of the SHA-256 of the texts. */
  readonly id: string;
  /** Renders with JSON text as data; throws a Failure with code `template-invalid`. `timeout` is in milliseconds. */
  readonly render: (json: string, timeout: number) => string;
}

interface Part {
  readonly name: string;
  readonly code: CompiledTemplate;
}

/** The files that a template names, each once, by their path below the template's folder. Throws a Failure for a name that leaves it. */
export async function parseTemplateReferences(source: Pick<TemplateSource, "name" | "text">): Promise<readonly string[]> {
  const nunjucks = await loadNunjucks();
  return asFailure(() => [...new Set(parseTemplate(nunjucks, source.name, normalised(source.text)).references.map(({ name }) => name))]);
}

/** Checks and compiles a template with all that it includes. Throws a Failure with code `template-invalid`. */
export async function compileTemplate(source: TemplateSource): Promise<Template> {
  const nunjucks = await loadNunjucks();
  const inside = createContext(withoutPrototype({}), { codeGeneration: { strings: false, wasm: false } });
  const main = asFailure(() => compilePart(nunjucks, inside, source, source.name, source.text));
  const includes = asFailure(
    () => new Map(Array.from(source.includes, ([path, text]) => [path, compilePart(nunjucks, inside, source, path, text)])),
  );
  const engine = createEngine(nunjucks, main, includes);
  return { name: source.name, id: templateId(source), render: (json, timeout) => renderInside(engine, inside, main.name, json, timeout) };
}

function compilePart(nunjucks: Nunjucks, inside: object, source: TemplateSource, name: string, text: string): Part {
  const { root, references } = parseTemplate(nunjucks, name, normalised(text));
  const missing = references.find((reference) => !reference.optional && !source.includes.has(reference.name));
  if (missing !== undefined)
    throw new TemplateFault(name, missing.line, `it names ${JSON.stringify(missing.name)}, and there is no such file`);
  const javascript = compileToJavaScript(nunjucks, name, root);
  try {
    const code: unknown = new Script(`"use strict"; (() => {${javascript}})()`, { filename: name }).runInContext(inside);
    // What compiled templates return: an object of functions (nunjucks/src/compiler.js, compileRoot).
    return { name, code: code as CompiledTemplate };
  } catch (error) {
    throw new TemplateFault(name, null, `a name in it is a reserved word of JavaScript or is used twice (${plainWords(error)})`);
  }
}

interface Engine {
  readonly environment: Environment;
  /** Of the rendering that runs. */
  readonly state: RenderState;
}

function renderInside({ environment, state }: Engine, inside: object, name: string, json: string, timeout: number): string {
  Object.assign(state, fresh());
  const values = parseValues(json);
  let text: unknown;
  try {
    Reflect.set(inside, "run", () => environment.render(MAIN, values));
    text = RUN.runInContext(inside, { timeout });
  } catch (error) {
    throw templateFailure(state.fault ?? toFault(name, error, timeout));
  } finally {
    Reflect.deleteProperty(inside, "run");
  }
  if (state.fault !== null) throw templateFailure(state.fault);
  return typeof text === "string" ? text : "";
}

/** No path: `toTemplatePath` lets no include have this name. */
const MAIN = "\\main";
const RUN = new Script("run()");

function createEngine(nunjucks: Nunjucks, main: Part, includes: ReadonlyMap<string, Part>): Engine {
  const state = fresh();
  const known: KnownFunctions = new WeakSet();
  const loader = {
    getSource: (name: string) => {
      const part = name === MAIN ? main : includes.get(toTemplatePath(name) ?? "");
      if (part === undefined) return null;
      const root: CompiledRoot = (env, context, frame, _runtime, done) => {
        part.code.root(env, context, frame, runtime, done);
      };
      return { src: { type: "code", obj: { ...part.code, root } }, path: part.name, noCache: false } as const;
    },
  };
  const environment: Environment = new nunjucks.Environment(loader, { autoescape: false, dev: true });
  hardenEnvironment(environment, known);
  const runtime = createRuntime(nunjucks, known, environment, state);
  return { environment, state };
}

function fresh(): RenderState {
  return { printed: 0, fault: null };
}

function toFault(template: string, error: unknown, timeout: number): TemplateFault {
  const timedOut = typeof error === "object" && error !== null && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
  return new TemplateFault(
    template,
    null,
    timedOut ? `it did not finish within ${timeout} ms: a loop or macro has no end` : plainWords(error),
  );
}

function templateId(source: TemplateSource): string {
  if (source.text === DEFAULT_TEMPLATE) return "default";
  if (source.text === CONVENTIONAL_TEMPLATE) return "conventional";
  if (source.text === GITHUB_TEMPLATE) return "github";
  const texts = [source.text, ...[...source.includes].sort(([a], [b]) => (a < b ? -1 : 1)).flat()];
  return `custom-${createHash("sha256").update(JSON.stringify(texts)).digest("hex").slice(0, 12)}`;
}

function normalised(text: string): string {
  return text.replace(/^\ufeff/u, "").replace(/\r\n?/gu, "\n");
}

function asFailure<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof TemplateFault ? templateFailure(error) : error;
  }
}
