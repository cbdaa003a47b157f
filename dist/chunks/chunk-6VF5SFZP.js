function i({name:r,url:e}){return r??e}function n({name:r,url:e},t){return`${t}@${r??e.replace(/^https?:\/\//,"")}`}export{i as a,n as b};
