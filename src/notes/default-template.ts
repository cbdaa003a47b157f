import { CHANGES, COMPARISON, CONTRIBUTORS, END, HEAD, LANDINGS } from "./template-parts.ts";

/** The notes that every release gets unless a template is configured. */
export const DEFAULT_TEMPLATE = HEAD + CHANGES + LANDINGS + CONTRIBUTORS + COMPARISON + END;
