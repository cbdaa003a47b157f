import { HttpClient } from "@actions/http-client";
import { fetch } from "undici";
import type { Fetch } from "./registry-http.ts";

/** The fetch for where a proxy is between here and the server: `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` decide. */
export const fetchByProxy: Fetch = (url, init) => {
  const dispatcher = new HttpClient().getAgentDispatcher(url);
  return fetch(url, { ...init, ...(dispatcher === undefined ? {} : { dispatcher }) });
};
