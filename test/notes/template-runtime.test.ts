import { describe, expect, it } from "vitest";
import { print } from "./example-facts.ts";

const data = {
  list: [
    { n: 2, ok: true, name: "b" },
    { n: 1, ok: false, name: "a" },
  ],
  text: "some words",
  none: null,
};

describe("what a template may use", () => {
  it.each([
    ['{{ list | join(", ", "name") }}', "b, a"],
    ['{{ list | sum("n") }}', "3"],
    ['{{ list | sort(attribute="name") | join("", "name") }}', "ab"],
    ['{{ list | selectattr("ok") | length }}{{ list | rejectattr("ok") | length }}', "11"],
    ['{% for key, items in list | groupby("name") %}{{ key }}{{ items | length }}{% endfor %}', "b1a1"],
    ["{{ text | upper }}{{ text | title }}{{ text | truncate(4, true, '') }}{{ text | wordcount }}", "SOME WORDSSome Wordssome2"],
    ['{{ none | default("d", true) }}{{ nothing | default("e") }}', "de"],
    ["{% for n in range(3) %}{{ n }}{% endfor %}", "012"],
    ['{% set c = cycler("a", "b") %}{{ c.next() }}{{ c.next() }}{{ c.next() }}{{ c.current }}{{ c.reset() }}{{ c.next() }}', "abaaa"],
    ["{% set comma = joiner() %}{% for i in list %}{{ comma() }}{{ i.n }}{% endfor %}", "2,1"],
    ['{{ "n" in list[0] }}{{ "some" in text }}{{ 3 is odd }}{{ none is none }}', "truetruetruetrue"],
    ["{{ list[0].n + 1 }}{{ 'v' + 1 }}{{ 1 ~ 2 }}{{ 7 // 2 }}{{ 2 ** 3 }}", "3v11238"],
    ["{% switch text %}{% case 'x' %}no{% default %}yes{% endswitch %}", "yes"],
    ["{% filter upper %}a{% endfilter %}", "A"],
    ["<b>{{ '<i>' }}</b>", "<b><i></b>"],
  ])("%s prints %s", async (text, expected) => {
    expect(await print(text, data)).toBe(expected);
  });

  it("has nothing that makes notes differ from run to run", async () => {
    await expect(print("{{ list | random }}", data)).rejects.toMatchObject({ code: "template-invalid" });
  });
});
