var e="keys";export{e as a};
