import { defineConfig } from "vitest/config";

/** Nothing listens there: whatever is not on this machine cannot be reached by a client that honours these settings. */
const NOWHERE = "http://127.0.0.1:9";

// Vitest takes its configuration from a default export only.
// eslint-disable-next-line no-restricted-syntax
export default defineConfig({
  test: {
    environment: "node",
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/build-bundle.ts"],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The toolkit warns of its own use of proxies.
    execArgv: ["--disable-warning=UNDICI-EHPA"],
    env: { http_proxy: NOWHERE, https_proxy: NOWHERE, no_proxy: "127.0.0.1,localhost" },
  },
});
