import { useEffect, useState } from 'react'
import { type OpenedLog, openDraftLog } from '../store/log/draft-log.ts'
import { noteLog } from './log-state.ts'

interface Use {
  users: number
  readonly opened: Promise<OpenedLog | undefined>
}

const uses = new Map<string, Use>()
const closing = new Map<string, Promise<void>>()

/** The log of a workflow's draft for as long as the screen is there; `'none'` when this browser has no database to keep it in. */
export function useDraftLog(workflow: string): OpenedLog | 'none' | undefined {
  const [log, setLog] = useState<OpenedLog | 'none'>()
  // the database is the browser's
  useEffect(() => {
    let gone = false
    const use = uses.get(workflow) ?? { users: 0, opened: open(workflow) }
    uses.set(workflow, use)
    use.users += 1
    void use.opened.then((opened) => {
      if (!gone) setLog(opened ?? 'none')
    })
    return () => {
      gone = true
      use.users -= 1
      // a screen that is drawn again at once keeps its log
      setTimeout(() => close(workflow, use), 0)
    }
  }, [workflow])
  return log
}

async function open(workflow: string): Promise<OpenedLog | undefined> {
  await closing.get(workflow)
  const opened = await openDraftLog(workflow).catch(() => undefined)
  noteLog(opened !== undefined)
  return opened
}

function close(workflow: string, use: Use): void {
  if (use.users > 0 || uses.get(workflow) !== use) return
  uses.delete(workflow)
  closing.set(workflow, use.opened.then((opened) => opened?.log.close()).finally(() => closing.delete(workflow)))
}
