var e=["flow-registry","conductor","generic"],o={rules:{},roots:new Map,flows:new Map,format:null,schema:null,prompts:null,responseSchemas:null,comment:!1};export{e as a,o as b};
