import type { Json } from '@eddy/workflow'
import { Refusal } from '../refusal.ts'
import type { Definition } from './definition.ts'
import { readRun, type RunPorts } from './recorded-run.ts'
import { runRow } from './run-row.ts'
import { trialOf } from './trial-record.ts'

/** The element of the built page that is to hold the run; apps/web/src/recorded reads it. */
const PLACE = '<script type="application/json" id="recorded-run"></script>'

/** One HTML page that shows a run without a server: the built page with all that is recorded. O(events). */
export async function recordedPage(ports: RunPorts, runId: string, page: string): Promise<string> {
  if (!page.includes(PLACE)) throw new Refusal('INVALID_STATE', 'The page of exported runs has not been built; run the build of apps/web.')
  const { run, events } = await readRun(ports, runId)
  const stored = await ports.db.prisma.definition.findUniqueOrThrow({ where: { hash: run.definitionHash } })
  // the column holds what definition.ts has made
  const { document, composed } = stored.content as unknown as Definition
  const detail = { ...runRow(run), document, composed, contentHash: run.contentHash, lastSeq: events.at(-1)?.seq ?? 0, trial: trialOf(run)?.trial ?? null, input: run.input as Json, value: run.value as Json, successors: [] }
  const recorded = { detail, events, exportedAt: new Date().toISOString() }
  return page.replace(PLACE, () => PLACE.replace('></script>', () => `>${scriptSafe(recorded)}</script>`))
}

/** JSON that ends no element, whatever texts are in it. */
function scriptSafe(value: object): string {
  return JSON.stringify(value).replaceAll('<', String.raw`\u003c`)
}
