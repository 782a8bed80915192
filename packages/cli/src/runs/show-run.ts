import { exitCode, EXIT } from '../exit-code.ts'
import type { Output } from '../output.ts'
import { driverLines, runLine, runSentence, stepTable, waitLines } from './run-rows.ts'
import { asObject, openServer } from './server.ts'
import type { ServerOptions } from './list-runs.ts'

/** `eddy runs show RUN`: the run and its steps. With `--exit-code` it ends as `eddy run` would. */
export async function showRun(runId: string, options: ServerOptions & { readonly exitCode: boolean }, output: Output): Promise<number> {
  const server = openServer(options.server)
  const [run, results] = await Promise.all([server.query('run.get', { runId }), server.query('run.results', { runId })])
  const steps = asObject(results)?.['steps']
  if (options.json) {
    // the drawing is what version.get and workflow.get are for
    const { document: _document, composed: _composed, ...facts } = asObject(run) ?? {}
    output.out(JSON.stringify({ ...facts, steps }))
  } else {
    const value = asObject(run)?.['value']
    output.out([runSentence(run), ...waitLines(asObject(run)?.['waits']), ...driverLines(asObject(run)?.['driver']), ...(value === null || value === undefined ? [] : [`Value: ${JSON.stringify(value)}`]), '', stepTable(steps)].join('\n').trimEnd())
  }
  return options.exitCode ? exitCode(runLine(run).status) : EXIT.succeeded
}
