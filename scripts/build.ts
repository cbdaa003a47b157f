import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { renderTypes } from "./build-types.ts";
import { build, type BuildOptions, type Plugin } from "esbuild";

/**
 * Of undici, everything is loaded with its index, although fetch and the proxy use neither of these. A new version that
 * does use one fails with every request of the tests, which run the bundle. Its parser comes twice; where the one for
 * processors with SIMD cannot be compiled, as now everywhere, it takes the other, which is fast enough for our requests.
 */
const UNUSED = new RegExp(
  `[/\\\\]undici[/\\\\]lib[/\\\\](?:${[
    "mock[/\\\\]",
    "web[/\\\\](?:cookies|eventsource|fileapi|websocket)[/\\\\]",
    "api[/\\\\]api-(?:pipeline|request|stream|upgrade)\\.js",
    "dispatcher[/\\\\](?:balanced-pool|env-http-proxy-agent|retry-agent)\\.js",
    "handler[/\\\\]retry-handler\\.js",
    "interceptor[/\\\\](?:dns|dump|redirect|retry)\\.js",
    "llhttp[/\\\\]llhttp_simd-wasm\\.js",
  ].join("|")})`,
);

const WITHOUT_UNUSED: Plugin = {
  name: "without-unused",
  setup(builder) {
    builder.onLoad({ filter: UNUSED }, () => ({
      contents: "module.exports = {};",
    }));
  },
};

/** Commander starts subcommands that are programs of their own. Ours has none, and what starts programs takes long to load. */
const WITHOUT_PROGRAMS: Plugin = {
  name: "without-programs",
  setup(builder) {
    builder.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /[/\\]node_modules[/\\]commander[/\\]/.test(importer) ? { path: "none", namespace: "without-programs" } : undefined,
    );
    builder.onLoad({ filter: /^none$/, namespace: "without-programs" }, () => ({ contents: "module.exports = {};" }));
  },
};

// Some dependencies are CommonJS and call require for Node's own modules.
const REQUIRE = 'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);\n';

/** How every bundle of ours is made. */
export const BUNDLE = {
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node22",
  banner: { js: REQUIRE.trim() },
  plugins: [WITHOUT_UNUSED, WITHOUT_PROGRAMS],
} satisfies BuildOptions;

const PROJECT = join(import.meta.dirname, "..");
/** Bundles the action, the command and the library into a folder; the same sources always give the same files. */
export async function buildInto(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: PROJECT,
    entryPoints: {
      action: "src/entry/action.ts",
      command: "src/entry/command.ts",
      library: "src/entry/library.ts",
      post: "src/entry/post.ts",
    },
    outdir: folder,
    ...BUNDLE,
    minify: true,
    legalComments: "linked",
    chunkNames: "chunks/[name]-[hash]",
    metafile: true,
  });
  const scripts = Object.keys(metafile.outputs).filter((path) => path.endsWith(".js"));
  await Promise.all(scripts.map((path) => dropRequire(join(PROJECT, path))));
  const command = join(folder, "command.js");
  await writeFile(command, (await readFile(command, "utf8")).replace(/[ \t]+$/gm, ""));
  await chmod(command, 0o755);
  for (const [path, text] of renderTypes("entry/library.ts")) {
    const file = join(folder, "types", path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

/** The way to Node's own modules stays only where it is used: nearly all chunks do without, and each pays for it when it is loaded. */
async function dropRequire(path: string): Promise<void> {
  const text = await readFile(path, "utf8");
  const without = text.replace(REQUIRE, "");
  if (!/\brequire\b/.test(without)) await writeFile(path, without);
}

if (import.meta.main) await buildInto(join(PROJECT, "dist"));
