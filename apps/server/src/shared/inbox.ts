import type { SendNotice } from '@eddy/steps/run'
import type { Database } from '../db/index.ts'

/** Keeps notices for whoever looks, and tells of them; a repeat of one is no new one. */
export function createInbox({ prisma }: Database, announce: () => Promise<void> = async () => {}): SendNotice {
  return async ({ runId, step, title, text, level, key }) => {
    await prisma.notice.createMany({ data: [{ key, runId, step, title, text, level }], skipDuplicates: true })
    await announce()
  }
}
