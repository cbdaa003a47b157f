import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);
function e(n,o){return n instanceof Error&&"code"in n&&n.code===o}export{e as a};
