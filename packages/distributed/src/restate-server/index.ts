export { freePorts } from './free-ports.ts'
export { startRestate, type RestateOptions, type RestateServer } from './start-restate.ts'
export { startRestateCluster, type RestateClusterOptions } from './start-restate-cluster.ts'
