import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);
function i(n,...o){return n instanceof Error&&"code"in n&&o.some(e=>n.code===e)}export{i as a};
