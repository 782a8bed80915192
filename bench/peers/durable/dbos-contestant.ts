import { DBOS } from '@dbos-inc/dbos-sdk'
import { type Open, STEPS } from './contestant.ts'

/** DBOS in this process, its system tables in PostgreSQL: a step is recorded once it is done. */
export const open: Open = async (url) => {
  DBOS.setConfig({ name: 'bench', systemDatabaseUrl: url, logLevel: 'error' })
  const chain = DBOS.registerWorkflow(async () => {
    for (let at = 0; at < STEPS; at++) await DBOS.runStep(() => Promise.resolve(1), { name: `s${at}` })
  }, { name: 'chain' })
  await DBOS.launch()
  return {
    run: () => chain(),
    async whole() {
      let whole = 0
      for (const { workflowID } of await DBOS.listWorkflows({ status: 'SUCCESS' })) {
        const steps = (await DBOS.listWorkflowSteps(workflowID)) ?? []
        if (steps.length === STEPS && new Set(steps.map(({ name }) => name)).size === STEPS) whole++
      }
      return whole
    },
    close: () => DBOS.shutdown(),
  }
}
