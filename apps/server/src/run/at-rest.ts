import { isFinal, type RunHandle } from '@eddy/engine'

/** Whether nothing more happens to the run by itself. */
export const atRest = ({ state: { status } }: RunHandle): boolean => isFinal(status) || status === 'halted'
