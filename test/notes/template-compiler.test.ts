import { describe, expect, it } from "vitest";
import { loadNunjucks } from "../../src/notes/nunjucks-parts.ts";
import { parseTemplate } from "../../src/notes/template-ast.ts";
import { compileToJavaScript } from "../../src/notes/template-compiler.ts";

const nunjucks = await loadNunjucks();
const compile = (text: string): string => compileToJavaScript(nunjucks, "t", parseTemplate(nunjucks, "t", text).root);

describe("compileToJavaScript", () => {
  it.each([
    ["text", "runtime.print("],
    ["{{ a ~ b }}", "runtime.concat("],
    ["{{ a + b }}", "runtime.add("],
    ["{{ {a: 1} | dump }}", "runtime.dict({"],
    ["{{ [1] | join }}", "runtime.list(["],
    ["x", 'runtime.handleError(e, lineno, "t")'],
  ])("sends %j through %s", (text, call) => {
    expect(compile(text)).toContain(call);
  });

  it("keeps template text that looks like its own code as text", () => {
    const text = '  cb(runtime.handleError(e, lineno, colno));"\\';
    expect(compile(text)).toContain(JSON.stringify(text));
  });

  it("quotes what is called in no way that ends the quotes", () => {
    expect(compile('{{ foo["\\\\\\") + x + (\\""]() }}')).toMatch(/, "foo\[\?\?\) \? x \? \(\?\]", context/u);
  });
});
