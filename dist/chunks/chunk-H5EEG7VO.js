import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);
var e=["conflict","drifted","blocked"],r=["yanked","unyanked","deprecated","undeprecated","withdrawn","restored","resync"];export{e as a,r as b};
