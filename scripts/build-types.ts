import { join } from "node:path";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";

/** What is not in the language's own library before ES2027: `AsyncDisposable`. Whoever uses the types has not to ask for it. */
const LIBRARIES = '/// <reference lib="esnext.disposable" />';

const PROJECT = join(import.meta.dirname, "..");

/** The types of what a module exports, with all that they need, as the text of one declaration file. */
export async function renderTypes(module: string): Promise<string> {
  const bundle = await rollup({
    input: join(PROJECT, module),
    plugins: [dts({ tsconfig: join(PROJECT, "tsconfig.json"), compilerOptions: { noEmit: false, emitDeclarationOnly: true } })],
    onwarn: ({ message }) => {
      throw new Error(message);
    },
  });
  try {
    const { output } = await bundle.generate({ format: "es", banner: LIBRARIES });
    return output[0].code;
  } finally {
    await bundle.close();
  }
}
