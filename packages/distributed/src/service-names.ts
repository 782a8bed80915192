/** In the names of services Restate takes letters, digits, dots, hyphens and underscores. */
const named = (version: string) => version.replaceAll(/[^\w.-]/g, '_')

/**
 * Each version of Eddy has services of its own in Restate: a run, its steps and what is asked of it never meet another version, whichever else is there. All services
 * of runs begin with this, whatever their version, also the one of versions before there were several.
 */
export const RUN_WORKFLOWS = 'EddyRun'

export const runWorkflowOf = (version: string): string => `${RUN_WORKFLOWS}_${named(version)}`

export const stepServiceOf = (version: string): string => `EddySteps_${named(version)}`
