var a={yanked:null,deprecated:null,backport:!1,withdrawn:!1},n=["yanked","withdrawn","deprecated","backport"];function o(e){return n.filter(r=>e[r]!==null&&e[r]!==!1)}export{a,n as b,o as c};
