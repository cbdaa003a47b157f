import type { Compiler, Nunjucks, TemplateNode } from "./nunjucks-parts.ts";
import { plainWords, TemplateFault } from "./template-fault.ts";

/** The line that ends each compiled function; it gets the template's name. */
const HANDLE_ERROR = "  cb(runtime.handleError(e, lineno, colno));";

/**
 * JavaScript for a parsed template that parseTemplate let through: nunjucks' own compiler, except that all output and
 * every joining of texts goes through the runtime, which counts, that lists and objects are made there, and that errors know their template and line.
 */
export function compileToJavaScript(nunjucks: Nunjucks, name: string, root: TemplateNode): string {
  const compiler = new nunjucks.Compiler(name, false);
  const plainFilter = compiler.compileFilter.bind(compiler);
  compiler.compileFilter = (node, frame): void => {
    compiler._emit(`(lineno = ${node.lineno}, `);
    plainFilter(node, frame);
    compiler._emit(")");
  };
  const plainDict = compiler.compileDict.bind(compiler);
  compiler.compileDict = (node, frame): void => {
    compiler._emit("runtime.dict(");
    plainDict(node, frame);
    compiler._emit(")");
  };
  const plainArray = compiler.compileArray.bind(compiler);
  compiler.compileArray = (node, frame): void => {
    compiler._emit("runtime.list(");
    plainArray(node, frame);
    compiler._emit(")");
  };
  const plainLine = compiler._emitLine.bind(compiler);
  compiler._emitLine = (code): void => {
    plainLine(code === HANDLE_ERROR ? `cb(runtime.handleError(e, lineno, ${JSON.stringify(name)}));` : code);
  };
  compiler.compileAdd = (node, frame): void => {
    emitJoin(compiler, "add", node, frame);
  };
  compiler.compileConcat = (node, frame): void => {
    emitJoin(compiler, "concat", node, frame);
  };
  compiler.compileOutput = (node, frame): void => {
    emitOutput(compiler, node, frame);
  };
  compiler._getNodeName = nodeName;
  try {
    compiler.compile(nunjucks.transform(root));
  } catch (error) {
    throw new TemplateFault(name, null, plainWords(error));
  }
  return compiler.getCode();
}

function emitJoin(compiler: Compiler, operation: string, node: TemplateNode, frame: unknown): void {
  compiler._emit(`runtime.${operation}(`);
  compiler.compile(child(node, "left"), frame);
  compiler._emit(", ");
  compiler.compile(child(node, "right"), frame);
  compiler._emit(")");
}

function emitOutput(compiler: Compiler, node: TemplateNode, frame: unknown): void {
  const parts = Array.isArray(node["children"]) ? node["children"].filter(isNode) : [];
  for (const part of parts) {
    compiler._emit(`${compiler.buffer} += runtime.print((lineno = ${part.lineno}, `);
    if (part.typename === "TemplateData") compiler.compileLiteral(part);
    else compiler.compile(part, frame);
    compiler._emit("));\n");
  }
}

/** What is called, as the runtime's messages show it; the compiler writes it between quotes. */
function nodeName(node: TemplateNode): string {
  const name = ((): string => {
    switch (node.typename) {
      case "Symbol":
        return String(node["value"]);
      case "Literal":
        return String(node["value"]);
      case "FunCall":
        return `${nodeName(child(node, "name"))}()`;
      case "LookupVal":
        return `${nodeName(child(node, "target"))}[${nodeName(child(node, "val"))}]`;
      default:
        return "...";
    }
  })();
  return name.replace(/[^\w .()[\]-]/gu, "?");
}

function child(node: TemplateNode, field: string): TemplateNode {
  const value = node[field];
  if (!isNode(value)) throw new Error(`${node.typename} has no ${field}`);
  return value;
}

function isNode(value: unknown): value is TemplateNode {
  return typeof value === "object" && value !== null && "typename" in value;
}
