import { chmod, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build, type BuildOptions, type Plugin } from "esbuild";

/**
 * Of undici, everything is loaded with its index, although fetch and the proxy use neither of these. A new version that
 * does use one fails with every request of the tests, which run the bundle.
 */
const UNUSED = new RegExp(
  `[/\\\\]undici[/\\\\]lib[/\\\\](?:${[
    "mock[/\\\\]",
    "web[/\\\\](?:cookies|eventsource|fileapi|websocket)[/\\\\]",
    "api[/\\\\]api-(?:pipeline|request|stream|upgrade)\\.js",
    "dispatcher[/\\\\](?:balanced-pool|env-http-proxy-agent|retry-agent)\\.js",
    "handler[/\\\\]retry-handler\\.js",
    "interceptor[/\\\\](?:dns|dump|redirect|retry)\\.js",
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

/** How every bundle of ours is made. */
export const BUNDLE = {
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node22",
  // Some dependencies are CommonJS and call require for Node's own modules.
  banner: { js: 'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);' },
  plugins: [WITHOUT_UNUSED],
} satisfies BuildOptions;

/** Bundles the action and the command into a folder; the same sources always give the same files. */
export async function buildInto(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await build({
    absWorkingDir: join(import.meta.dirname, ".."),
    entryPoints: { action: "src/entry/action.ts", command: "src/entry/command.ts", post: "src/entry/post.ts" },
    outdir: folder,
    ...BUNDLE,
    minify: true,
    legalComments: "linked",
    chunkNames: "chunks/[name]-[hash]",
  });
  const command = join(folder, "command.js");
  await writeFile(command, (await readFile(command, "utf8")).replace(/[ \t]+$/gm, ""));
  await chmod(command, 0o755);
}

if (import.meta.main) await buildInto(join(import.meta.dirname, "..", "dist"));
