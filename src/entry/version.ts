/** The release this is; `npm version` changes package.json, and a test keeps the two equal. */
export const VERSION = "1.0.0";
