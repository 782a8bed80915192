import type { Json } from '@eddy/workflow'
import { Refusal } from '../refusal.ts'
import type { Definition } from './definition.ts'
import { childRuns } from './child-runs.ts'
import { readRun, type RunPorts } from './recorded-run.ts'
import { runRow } from './run-row.ts'
import { trialOf } from './trial-record.ts'

/** The element of the built page that is to hold the run; apps/web/src/recorded reads it. */
const PLACE = '<script type="application/json" id="recorded-run"></script>'

/** One HTML page that shows a run without a server: the built page with all that is recorded, the runs that its steps started included. O(events). */
export async function recordedPage(ports: RunPorts, runId: string, page: string): Promise<string> {
  if (!page.includes(PLACE)) throw new Refusal('INVALID_STATE', 'The page of exported runs has not been built; run the build of apps/web.')
  const room = { runs: MOST_CHILDREN, events: MOST_EVENTS }
  const run = await runInFile(ports, runId)
  const recorded = { ...run, children: await childrenInFile(ports, runId, room), exportedAt: new Date().toISOString() }
  return page.replace(PLACE, () => PLACE.replace('></script>', () => `>${scriptSafe(recorded)}</script>`))
}

/** What of its children a file has room for; one that is left out is told of as missing. */
const MOST_CHILDREN = 100
const MOST_EVENTS = 100_000

async function runInFile(ports: RunPorts, runId: string) {
  const { run, events } = await readRun(ports, runId)
  const stored = await ports.db.prisma.definition.findUniqueOrThrow({ where: { hash: run.definitionHash } })
  // the column holds what definition.ts has made
  const { document, composed } = stored.content as unknown as Definition
  const detail = { ...runRow(run), document, composed, contentHash: run.contentHash, lastSeq: events.at(-1)?.seq ?? 0, trial: trialOf(run)?.trial ?? null, input: run.input as Json, value: run.value as Json, successors: [] }
  return { detail, events }
}

type RunInFile = Awaited<ReturnType<typeof runInFile>>

/** Its children and theirs, those of one run side by side. */
async function childrenInFile(ports: RunPorts, runId: string, room: { runs: number; events: number }): Promise<readonly RunInFile[]> {
  const found: RunInFile[] = []
  for (const { id } of await childRuns(ports.db, { runId })) {
    if (room.runs <= 0 || room.events <= 0) break
    const child = await runInFile(ports, id)
    room.runs -= 1
    room.events -= child.events.length
    found.push(child, ...(await childrenInFile(ports, id, room)))
  }
  return found
}

/** JSON that ends no element, whatever texts are in it. */
function scriptSafe(value: object): string {
  return JSON.stringify(value).replaceAll('<', String.raw`\u003c`)
}
