// What a host imports to run workflows in memory, as one file.
export { memoryPorts, plan, startRun } from '@eddy/engine'
