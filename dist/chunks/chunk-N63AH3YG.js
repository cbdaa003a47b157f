var e=["none","patch","minor","major"],o=["off","warn","fail"];var t=["added","removed","renamed","moved","changed"];export{e as a,o as b,t as c};
