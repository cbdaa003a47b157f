// The build without its Redis client, which the package ships without types of its own.
declare module "bottleneck/light.js" {
  export { default } from "bottleneck";
}
