import type { Fixture } from '@eddy/workflow'
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { claimSlot, type DraftSlot, rememberedSlot, rememberSlot } from '../log/draft-slot.ts'
import { randomId } from '../random-id.ts'

/** A fixture that the server is not known to have as it is here. */
export interface UnsentFixture {
  readonly key: string
  readonly fixture: Fixture
  readonly base?: { readonly id: string; readonly revision: number }
  /** What was on its way when the page went: the server may have it. */
  readonly sending?: Fixture
}

/** Keeps what is unsent of the fixtures of a workflow until it is sent, over the end of the page. */
export interface FixtureKeep {
  /** What is unsent of this tab and of tabs that have ended; it is this tab's from now on. */
  readonly open: () => Promise<readonly UnsentFixture[]>
  readonly put: (unsent: UnsentFixture) => void
  readonly remove: (key: string) => void
  /** Lets another tab have what is left. */
  readonly close: () => Promise<void>
}

type KeepKey = [workflow: string, slot: string, key: string]
interface KeepSchema extends DBSchema {
  fixtures: { key: KeepKey; value: UnsentFixture }
}

let database: Promise<IDBPDatabase<KeepSchema>> | undefined

/** A database of its own: tabs that are open while it changes go on with the one of the drafts. */
function keepDatabase(): Promise<IDBPDatabase<KeepSchema>> {
  database ??= openDB<KeepSchema>('eddy-fixtures', 1, { upgrade: (fresh) => void fresh.createObjectStore('fixtures'), terminated: () => (database = undefined) }).catch((error: unknown) => {
    database = undefined
    throw error
  })
  return database
}

/** In the browser's own database. Each tab has a slot; what is in the slot of a tab that has ended goes to the next that opens the workflow. A browser that keeps nothing loses only what is unsent when its page goes. */
export function createFixtureKeep(workflow: string): FixtureKeep {
  const lockName = `fixtures/${workflow}`
  let slot: Promise<DraftSlot> | undefined
  const mine = () => (slot ??= claimOwn(lockName))
  // in the order in which it was asked for, so that a removal does not come before what it removes
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = (work: (held: DraftSlot) => Promise<unknown>) => {
    last = last.then(async () => work(await mine())).catch(() => undefined)
  }
  return {
    open: async () => {
      await last
      const [held, opened] = await Promise.all([mine(), keepDatabase()])
      const all = await opened.getAllKeys('fixtures', IDBKeyRange.bound([workflow], [workflow, []]))
      for (const name of new Set(all.map(([, name]) => name))) if (name !== held.name) await takeOver(opened, lockName, { workflow, from: name, to: held.name })
      return opened.getAll('fixtures', IDBKeyRange.bound([workflow, held.name], [workflow, held.name, []]))
    },
    put: (unsent) =>
      inTurn(async ({ name }) => {
        const transaction = (await keepDatabase()).transaction('fixtures', 'readwrite')
        const done = transaction.store.put(unsent, [workflow, name, unsent.key])
        // a page that is going does not wait for the end by itself
        transaction.commit()
        await Promise.all([done, transaction.done])
      }),
    remove: (key) => inTurn(async ({ name }) => (await keepDatabase()).delete('fixtures', [workflow, name, key])),
    close: async () => {
      await last
      const held = await slot
      slot = undefined
      held?.release()
    },
  }
}

async function claimOwn(lockName: string): Promise<DraftSlot> {
  const before = rememberedSlot(lockName)
  const again = before === undefined ? undefined : await claimSlot(lockName, before)
  const name = randomId()
  const held = again ?? (await claimSlot(lockName, name)) ?? { name, release: () => undefined }
  rememberSlot(lockName, held.name)
  return held
}

/** Moves what the slot has, unless its tab is still there. */
async function takeOver(opened: IDBPDatabase<KeepSchema>, lockName: string, { workflow, from, to }: { readonly workflow: string; readonly from: string; readonly to: string }): Promise<void> {
  const claimed = await claimSlot(lockName, from)
  if (!claimed) return
  const range = IDBKeyRange.bound([workflow, from], [workflow, from, []])
  const transaction = opened.transaction('fixtures', 'readwrite')
  const left = await transaction.store.getAll(range)
  await Promise.all([...left.map((unsent) => transaction.store.put(unsent, [workflow, to, unsent.key])), transaction.store.delete(range), transaction.done])
  claimed.release()
}
