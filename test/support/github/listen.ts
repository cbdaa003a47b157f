import type { Server } from "node:http";

/** Opens the server on a free port of the loopback address. `close` also cuts connections that clients keep open. */
export function listen(server: Server): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
      server.closeAllConnections();
    });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") reject(new Error("The server has no port."));
      else resolve({ url: `http://127.0.0.1:${address.port}`, close });
    });
  });
}
