import { build } from "esbuild";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { CONVENTIONAL_TEMPLATE } from "../../src/notes/conventional-template.ts";
import { DEFAULT_TEMPLATE } from "../../src/notes/default-template.ts";
import { parseTemplateReferences } from "../../src/notes/template.ts";
import { print, template } from "./example-facts.ts";

const invalid = (path: string, line: number | null): object => ({
  problems: [{ code: "template-invalid", severity: "error", path, line }],
});

describe("template", () => {
  it("prints data, loops, macros, blocks and set variables", async () => {
    const text = `\
{% macro item(name, mark="-") %}{{ mark }} {{ name }}{% endmacro %}
{% set count = names | length %}
{{ count }} names
{% for name in names %}
{{ item(name, mark="*") }}{{ "," if not loop.last }}
{% endfor %}
{% macro box() %}[{{ caller() }}]{% endmacro %}
{% call box() %}in{% endcall %}
`;
    expect(await print(text, { names: ["a", "b"] })).toBe("2 names\n* a,\n* b\n[in]");
  });

  it("includes, imports and extends the files of its folder", async () => {
    const files = {
      "base.md": "<{% block main %}base{% endblock %}>",
      "parts/name.md": "{{ flow }}",
      "macros.md": "{% macro hi(name) %}hi {{ name }}{% endmacro %}",
    };
    const text =
      '{% extends "./base.md" %}{% import "macros.md" as m %}{% block main %}{% include "parts/name.md" %} {{ super() }}{% endblock %}';
    expect(await print(text, { flow: "f" }, files)).toBe("<f base>");
    expect(await print('{% from "macros.md" import hi %}{{ hi("you") }}', {}, files)).toBe("hi you");
    expect(await print('{% include "none.md" ignore missing %}ok', {}, files)).toBe("ok");
  });

  it("renders again and again without memory of the last time, after an error too", async () => {
    const compiled = await template("{% if fail %}{{ fail() }}{% endif %}{% set x = (x or 0) + 1 %}{{ x }}");
    expect(() => compiled.render('{"fail":1}', 1_000)).toThrow();
    expect([compiled.render("{}", 1_000), compiled.render("{}", 1_000)]).toEqual(["1", "1"]);
  });

  it("is known by its texts", async () => {
    const ids = await Promise.all([
      template(DEFAULT_TEMPLATE),
      template(CONVENTIONAL_TEMPLATE),
      template("a"),
      template("b"),
      template("a", { c: "d" }),
    ]);
    expect(ids.slice(0, 2).map(({ id }) => id)).toEqual(["default", "conventional"]);
    expect(new Set(ids.map(({ id }) => id)).size).toBe(5);
    expect(ids[2].id).toMatch(/^custom-[0-9a-f]{12}$/u);
  });
});

describe("a hostile template", () => {
  it.each([
    '{{ range.constructor("return process")() }}',
    '{{ range["const" ~ "ructor"]("return process")() }}',
    '{{ cycler.constructor("return process")() }}',
    '{{ "x".constructor.constructor("return 7*7")() }}',
    '{{ "x"["constr" + "uctor"]["constr" + "uctor"]("return 7*7")() }}',
    "{{ names.constructor }}",
    "{{ names.__proto__ }}",
    "{{ names.map(range) }}",
    "{{ joiner }}",
    "{{ range }}",
    "{{ range | string }}",
    "{{ names | map }}",
    '{{ {"__proto__": names}.length }}',
    "{% set __proto__ = names %}",
    "{% set constructor = names %}{{ constructor }}",
    "{% macro constructor() %}{% endmacro %}",
    "{% macro m(toString) %}{{ toString }}{% endmacro %}{{ m() }}",
    "{% macro m() %}{% endmacro %}{{ m.constructor }}",
    "{% macro m() %}{% endmacro %}{{ m }}",
    "{% macro m() %}{{ caller }}{% endmacro %}{% call m() %}x{% endcall %}",
    "{{ process.exit(3) }}",
    '{{ require("fs") }}',
    '{{ 1 is "a\\") || globalThis.process.exit(3) || (\\"" }}',
    '{{ a"&&Function`x`&&"b }}',
    '{{ names["\\\\\\""]() }}',
    "{% asyncEach runtime in names %}{% endeach %}",
    "{% asyncAll env in names %}{% endall %}",
    '{{ "a" | replace(r/a/g, "b") }}',
    '{% include "../secret" %}',
    '{% include "/etc/passwd" %}',
    '{% include "..\\\\secret" %}',
    '{% include "a/../../secret" %}',
    '{% include "C:secret" %}',
    "{% include names[0] %}",
    '{% import "node:fs" as fs %}',
    "{% extends names[0] %}",
    '{% from "fs" import readFileSync %}',
  ])("fails with template-invalid: %s", async (text) => {
    await expect(print(text, { names: ["../secret"] })).rejects.toMatchObject(invalid("notes.md", 1));
  });

  it.each([
    "{{ constructor2 }}{{ process }}{{ globalThis }}{{ self }}{{ this }}{{ env }}{{ context }}{{ runtime }}{{ frame }}{{ run }}{{ cb }}",
    '{{ process.env.PATH }}{{ env["PATH"] }}',
    '{{ range["const" ~ "ructor"] }}{{ cycler("a")["const" ~ "ructor"] }}{{ names["__proto" ~ "__"] }}{{ names[["constructor"]] }}',
    '{{ ["a", [1], {b: 1}] | join("", "constructor") }}',
    "{% for k, v in range %}{{ k }}{{ v }}{% endfor %}",
    '{% for f in [range, cycler] %}{{ f["na" ~ "me"] }}{% endfor %}',
    '{% set c = cycler(1) %}{% set n = c["next"] %}{{ n["constr" ~ "uctor"] }}',
    '{{ names | selectattr("constructor") | join }}',
    "{{ caller }}{{ loop }}{{ super }}",
  ])("gets nothing: %s", async (text) => {
    expect(await print(text, { names: ["x"] })).toBe("");
  });

  it("finds no field that is not the data's own", async () => {
    const data = JSON.parse('{"o": {"__proto__": {"polluted": 1}, "constructor": "mine", "a": 1}}') as object;
    expect(await print("{{ o.polluted }}{{ polluted }}{% for k, v in o %}{{ k }};{% endfor %}", data)).toBe("__proto__;constructor;a;");
    expect(await print('{{ o["cons" ~ "tructor"] }}', data)).toBe("mine");
    expect(await print('{{ list | groupby("constructor") | dump }}', { list: [{ a: 1 }] })).toBe('{"undefined":[{"a":1}]}');
  });

  it.each([
    [
      "loops in loops",
      "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}",
      null,
    ],
    ["a macro that calls itself", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", 1],
    ["a macro that calls itself twice", "{% macro m(n) %}{{ m(n - 1) ~ m(n - 1) if n > 0 }}{% endmacro %}{{ m(60) }}", null],
    ["a length of its own making", "{% for x in {length: 1000000000000} %}{% endfor %}", null],
    ["a range without end", "{{ range(100000000) | length }}", 1],
    ["a range that stands still", "{{ range(0, 10, 0.0000001) | length }}", 1],
    ["a text that doubles", '{% set x = "ab" %}{% for i in range(60) %}{% set x = x ~ x %}{% endfor %}', 1],
    ["a list that doubles", "{% set a = [1] %}{% for i in range(60) %}{% set a = [a, a] %}{% endfor %}", 1],
    ["an object that doubles", "{% set a = {} %}{% for i in range(60) %}{% set a = {b: a, c: a} %}{% endfor %}", 1],
    ["too much output", `{% for a in range(9999) %}{% for b in range(9999) %}${"x".repeat(99)}{% endfor %}{% endfor %}`, 1],
    ["a wide filter", '{{ "a" | center(100000000) }}', 1],
  ])("is stopped: %s", async (_case, text, line) => {
    await expect(template(text).then((compiled) => compiled.render("{}", line === null ? 200 : 10_000))).rejects.toMatchObject(
      invalid("notes.md", line),
    );
  });

  it("cannot make files include each other without end", async () => {
    await expect(print('{% include "a.md" %}', {}, { "a.md": '{% include "a.md" %}' })).rejects.toMatchObject({ code: "template-invalid" });
    await expect(print('{% extends "a.md" %}', {}, { "a.md": '{% extends "a.md" %}' })).rejects.toMatchObject({ code: "template-invalid" });
  });
});

describe("a template's mistake", () => {
  it.each([
    ["a block without end", "a\n{% if x %}\nb\n", {}, "notes.md", 3],
    ["an unfinished call", "a\n{{ foo( }}", {}, "notes.md", 2],
    ["an unknown tag", "a\n\n{% loop %}", {}, "notes.md", 3],
    ["an unknown filter", "a\n\n{{ flow | nope }}", {}, "notes.md", 3],
    ["an unknown function", "a\n{{ foo.bar() }}", {}, "notes.md", 2],
    ["an object that is printed", "a\n{{ {x: 1} }}", {}, "notes.md", 2],
    ["a list that is printed", "a\n\n\n{{ [1] }}", {}, "notes.md", 4],
    ["an include that is not there", 'a\n{% include "b.md" %}', {}, "notes.md", 2],
    ["an error in an include", '{% include "b.md" %}', { "b.md": "\n\n{{ 1 | nope }}" }, "b.md", 3],
    ["a syntax error in an include", '{% include "b.md" %}', { "b.md": "\n{{ }}" }, "b.md", 2],
    ["an error in a parent", '{% extends "b.md" %}', { "b.md": "\n{% block a %}\n{{ foo() }}{% endblock %}" }, "b.md", 3],
    [
      "an error in a child's block",
      '{% extends "b.md" %}{% block a %}\n{{ foo() }}{% endblock %}',
      { "b.md": "{% block a %}{% endblock %}" },
      "notes.md",
      2,
    ],
    ["the same argument twice", "{% macro m(a, a) %}{% endmacro %}", {}, "notes.md", null],
  ])("names template and line: %s", async (_case, text, includes, path, line) => {
    await expect(print(text, {}, includes)).rejects.toMatchObject(invalid(path, line));
  });
});

describe("parseTemplateReferences", () => {
  it("lists the files that a template names, each once, wherever the tag stands", async () => {
    const text =
      '{% extends "./base.md" %}{% block a %}{% if x %}{% include "p/a.md" %}{% else %}{% include "p/a.md" %}{% endif %}{% endblock %}{% import "m.md" as m %}{% from "n.md" import b %}{% set c %}{% include "c.md" ignore missing %}{% endset %}{# {% include "no.md" %} #}{% raw %}{% include "no.md" %}{% endraw %}';
    expect([...(await parseTemplateReferences({ name: "notes.md", text }))].sort()).toEqual(["base.md", "c.md", "m.md", "n.md", "p/a.md"]);
  });

  it("refuses names outside the template's folder and expressions", async () => {
    for (const text of ['\n{% include "../a" %}', "\n{% include a %}", '\n{% include "a" ~ "b" %}']) {
      await expect(parseTemplateReferences({ name: "notes.md", text })).rejects.toMatchObject(invalid("notes.md", 2));
    }
  });
});

describe("the bundle", () => {
  it("compiles and renders from one file, far from nunjucks' own files", async () => {
    const folder = await mkdtemp(join(tmpdir(), "flow-tagbot-notes-"));
    try {
      const outfile = join(folder, "bundle.mjs");
      await build({
        stdin: {
          contents:
            'import { compileTemplate } from "./src/notes/template.ts";\nconst t = await compileTemplate({ name: "t", text: "{% block a %}{{ flow | upper }}{% endblock %}", includes: new Map() });\nprocess.stdout.write(t.render(JSON.stringify({ flow: "f" }), 1000));\n',
          resolveDir: join(import.meta.dirname, "../.."),
          loader: "ts",
        },
        bundle: true,
        minify: true,
        platform: "node",
        format: "esm",
        logLevel: "silent",
        banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
        outfile,
      });
      const { stdout } = await promisify(execFile)(process.execPath, [outfile], { cwd: folder });
      expect(stdout).toBe("F");
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
