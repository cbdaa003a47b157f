import { expect, test } from "vitest";
import { createVoice } from "../../src/entry/voice.ts";

function listen(): { readonly voice: ReturnType<typeof createVoice>; readonly heard: () => string } {
  const said: string[] = [];
  return { voice: createVoice(["s3cret-text"], (text) => said.push(text)), heard: () => said.join("") };
}

test("what is said holds no secret and no workflow command that counts", () => {
  const { voice, heard } = listen();
  voice.say("one s3cret-text");
  voice.say("::error::foreign s3cret-text");
  expect(heard()).toMatch(/^one \*\*\*\n::stop-commands::(\S+)\n::error::foreign \*\*\*\n::\1::\n/);
});

test("annotations hold no secret either", () => {
  const { voice, heard } = listen();
  voice.annotate([{ code: "push-denied", severity: "error", path: "a/s3cret-text.yml", line: null, message: "no s3cret-text", fix: "x" }]);
  expect(heard()).toMatch(/^::error file=a\/\*\*\*\.yml,title=[^\n]*::no \*\*\*%0Ax\n$/);
});

test("findings are annotations of their lines, without secrets and without a command of their own", () => {
  const { voice, heard } = listen();
  const place = { flow: "a", version: "1.0.0", path: "a/1.0.0.yml", line: 3, column: 5, endLine: 3 } as const;
  voice.annotateFindings([
    { id: "version-skipped", severity: "warning", ...place, message: "no s3cret-text\n::error::x", fix: "", commands: [] },
  ]);
  expect(heard()).toMatch(/^::warning file=a\/1\.0\.0\.yml,line=3,[^\n]*::no \*\*\*[^\n]*\n$/);
});
