var p=/[\p{C}\p{Zl}\p{Zp}]/u,I=new RegExp(p.source,"gu");export{p as a,I as b};
