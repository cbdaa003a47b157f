var t={totalBytes:67108864,fileBytes:10485760,files:1e3,treeEntries:5e5};export{t as a};
