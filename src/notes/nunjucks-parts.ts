/**
 * The parts of nunjucks that stand behind its public page: parser, compiler and runtime. @types/nunjucks leaves them
 * out, so what is used of them is declared here. Loaded only when a template is: it takes a command's whole start-up time.
 */

/** A node of a parsed template; the fields depend on `typename`. Lines count from 0. */
export interface TemplateNode {
  readonly typename: string;
  readonly lineno: number;
  readonly [field: string]: unknown;
}

export interface Compiler {
  readonly buffer: string;
  compile(node: TemplateNode, frame?: unknown): void;
  getCode(): string;
  _emit(code: string): void;
  _emitLine(code: string): void;
  compileArray(node: TemplateNode, frame: unknown): void;
  compileDict(node: TemplateNode, frame: unknown): void;
  compileLiteral(node: TemplateNode): void;
  compileFilter(node: TemplateNode, frame: unknown): void;
  compileOutput(node: TemplateNode, frame: unknown): void;
  compileAdd(node: TemplateNode, frame: unknown): void;
  compileConcat(node: TemplateNode, frame: unknown): void;
  _getNodeName(node: TemplateNode): string;
}

/** Any function of a template's world. */
export type Callable = (this: unknown, ...args: unknown[]) => unknown;

export interface Frame {
  lookup(name: string): unknown;
}

/** What compiled templates call; nunjucks' own, before it is hardened. */
export interface NunjucksRuntime {
  readonly SafeString: new (text: string) => object;
  readonly makeMacro: (argNames: string[], kwargNames: string[], body: Callable) => Callable;
}

export type CompiledRoot = (env: unknown, context: unknown, frame: unknown, runtime: unknown, done: unknown) => void;

/** `root`, and a function `b_<name>` for each block, which gets what the root gets. */
export interface CompiledTemplate {
  readonly root: CompiledRoot;
}

export interface Loader {
  getSource(
    name: string,
  ): { readonly src: { readonly type: "code"; readonly obj: CompiledTemplate }; readonly path: string; readonly noCache: boolean } | null;
}

export interface Environment {
  globals: Readonly<Record<string, unknown>>;
  filters: Readonly<Record<string, Callable>>;
  tests: Readonly<Record<string, Callable>>;
  render(name: string, context: object): string | null;
}

export interface Nunjucks {
  readonly parse: (
    text: string,
    extensions: readonly never[],
    options: { readonly trimBlocks: boolean; readonly lstripBlocks: boolean },
  ) => TemplateNode;
  readonly transform: (root: TemplateNode) => TemplateNode;
  readonly Compiler: new (templateName: string, throwOnUndefined: boolean) => Compiler;
  readonly Environment: new (loader: Loader, options: { readonly autoescape: boolean; readonly dev: boolean }) => Environment;
  readonly runtime: NunjucksRuntime & Readonly<Record<string, unknown>>;
}

export async function loadNunjucks(): Promise<Nunjucks> {
  const nunjucks = await import("nunjucks");
  // @ts-expect-error -- the package has no types for this file
  const transformer: unknown = await import("nunjucks/src/transformer.js");
  // The declared types know nothing of these exports, which index.js of nunjucks 3.2.4 has.
  const parts = nunjucks.default as unknown as {
    readonly parser: { readonly parse: Nunjucks["parse"] };
    readonly compiler: { readonly Compiler: Nunjucks["Compiler"] };
    readonly Environment: Nunjucks["Environment"];
    readonly runtime: Nunjucks["runtime"];
  };
  // As above.
  const { transform } = (transformer as { readonly default: { readonly transform: Nunjucks["transform"] } }).default;
  return {
    parse: (text, extensions, options) => parts.parser.parse(text, extensions, options),
    transform: (root) => transform(root),
    Compiler: parts.compiler.Compiler,
    Environment: parts.Environment,
    runtime: parts.runtime,
  };
}
