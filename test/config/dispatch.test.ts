import { describe, expect, test } from "vitest";
import { parseDispatchInputs } from "../../src/config/dispatch.ts";

describe("inputs of a workflow_dispatch event", () => {
  test.each([null, undefined, {}, { flow: "" }])("%j override nothing", (inputs) => {
    expect(parseDispatchInputs(inputs)).toEqual({ values: {}, warnings: [] });
  });
  test("flow, version and dry-run are taken, as text", () => {
    expect(parseDispatchInputs({ flow: "chat", version: "1.0.0", "dry-run": true })).toEqual({
      values: { flow: "chat", version: "1.0.0", "dry-run": "true" },
      warnings: [],
    });
  });
  test.each(["token", "template", "config", "mode", "root", "tag", "Flow", "dry_run", "__proto__", "constructor"])(
    "%s is ignored with a warning",
    (name) => {
      const { values, warnings } = parseDispatchInputs(JSON.parse(`{"${name}": "x", "flow": "chat"}`));
      expect(values).toEqual({ flow: "chat" });
      expect(warnings).toMatchObject([{ code: "input-invalid", severity: "warning" }]);
      expect(warnings[0]?.message).toContain(name);
    },
  );
  test("values that are neither text nor switch are ignored with a warning", () => {
    const { values, warnings } = parseDispatchInputs({ flow: ["chat"], version: 1 });
    expect(values).toEqual({});
    expect(warnings).toHaveLength(1);
  });
  test.each([["x"], ["text"], 3])("%j, which is no object, is ignored with a warning", (inputs) => {
    expect(parseDispatchInputs(inputs)).toMatchObject({ values: {}, warnings: [{ severity: "warning" }] });
  });
});
