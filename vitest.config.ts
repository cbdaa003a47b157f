import { defineConfig } from "vitest/config";

/** Nothing listens there: whatever is not on this machine cannot be reached by a client that honours these settings. */
const NOWHERE = "http://127.0.0.1:9";

/** Rooms that start no processes. */
const VALUES = ["changes/**", "config/**", "manual/**", "model/**", "notes/**", "output/**", "plan/**", "registry/**", "resolve/*"].map(
  (files) => `test/${files}.test.ts`,
);

const SWEEPS = ["test/reliability/**/*.test.ts", "test/support/**/*.test.ts"];
const BUNDLE = "test/support/build-bundle.ts";

// Vitest takes its configuration from a default export only.
// eslint-disable-next-line no-restricted-syntax
export default defineConfig({
  test: {
    environment: "node",
    // They wait for processes much of the time.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The toolkit warns of its own use of proxies.
    execArgv: ["--disable-warning=UNDICI-EHPA"],
    // The toolkit chooses its proxy when it is loaded, by the address of this API and not by that of a request.
    env: { http_proxy: NOWHERE, https_proxy: NOWHERE, no_proxy: "127.0.0.1,localhost", GITHUB_API_URL: "http://127.0.0.1" },
    projects: [
      // No test leaves anything behind in a module, so that each is loaded once for all test files.
      { extends: true, test: { name: "values", include: VALUES, isolate: false } },
      // Starting a process takes longer the larger the one is that starts it: these get a small one for each file.
      {
        extends: true,
        test: { name: "processes", include: ["test/**/*.test.ts"], exclude: [...VALUES, ...SWEEPS], globalSetup: [BUNDLE] },
      },
      // Samples of `npm run reliability`, and the tests of what tests stand on.
      { extends: true, test: { name: "sweeps", include: SWEEPS, globalSetup: [BUNDLE] } },
    ],
  },
});
