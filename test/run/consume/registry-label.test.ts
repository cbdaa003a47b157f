import { expect, test } from "vitest";
import { parseReference } from "../../../src/resolve/parse-reference.ts";
import { flowIn, registryLabel } from "../../../src/run/consume/registry-label.ts";

test.each([
  [{ name: "team", url: "https://github.com/acme/flows" }, "team", "chat/agent@team"],
  [{ name: null, url: "https://github.com/acme/flows" }, "https://github.com/acme/flows", "chat/agent@github.com/acme/flows"],
  [{ name: null, url: "http://127.0.0.1:80/a/b" }, "http://127.0.0.1:80/a/b", "chat/agent@127.0.0.1:80/a/b"],
])("%j is called %s, and its flow %s", (source, label, flow) => {
  expect([registryLabel(source), flowIn(source, "chat/agent")]).toEqual([label, flow]);
  expect(parseReference(flow, () => false)).toMatchObject({ kind: "flow", flow: "chat/agent" });
});
