import { describe, expect, it } from "vitest";
import { loadNunjucks } from "../../src/notes/nunjucks-parts.ts";

describe("loadNunjucks", () => {
  it("finds every part that the hardened engine replaces or calls", async () => {
    const nunjucks = await loadNunjucks();
    const compiler = new nunjucks.Compiler("t", false);
    const methods: object = compiler;
    for (const method of [
      "compile",
      "getCode",
      "_emit",
      "_emitLine",
      "compileLiteral",
      "compileFilter",
      "compileOutput",
      "compileAdd",
      "compileConcat",
      "compileArray",
      "compileDict",
      "_getNodeName",
    ]) {
      expect(Reflect.get(methods, method)).toBeTypeOf("function");
    }
    for (const name of [
      "memberLookup",
      "callWrap",
      "contextOrFrameLookup",
      "makeMacro",
      "suppressValue",
      "inOperator",
      "fromIterator",
      "handleError",
    ]) {
      expect(nunjucks.runtime[name]).toBeTypeOf("function");
    }
    expect(nunjucks.transform(nunjucks.parse("a", [], { trimBlocks: true, lstripBlocks: true })).typename).toBe("Root");
  });
});
