import { ENGINE_VERSION } from '@eddy/engine'
import type { Database } from '../db/index.ts'
import { silentBus, type Bus } from './bus.ts'
import { Membership, type MembershipOptions } from './membership.ts'
import { PostgresBus } from './postgres-bus.ts'
import { RunLeases } from './run-leases.ts'

/** This server among those that share the database. */
export interface Cluster {
  readonly serverId: string
  readonly leases: RunLeases
  readonly bus: Bus
  /** What is due after each renewal of the lease. */
  onBeat(act: (lapsed: boolean) => Promise<void>): void
  /** Others may take over at once. */
  leave(): Promise<void>
}

/** `drives`: what drives the runs of this server, and which Eddy it is. */
export async function joinCluster(db: Database, leaseMs: number, drives: Pick<MembershipOptions, 'engine' | 'version'> = { engine: 'embedded', version: ENGINE_VERSION }): Promise<Cluster> {
  let act: (lapsed: boolean) => Promise<void> = () => Promise.resolve()
  const membership = new Membership({ db, ...drives, leaseMs, onBeat: (lapsed) => act(lapsed) })
  await membership.join()
  const bus = db.kind === 'server' ? new PostgresBus(db, membership) : undefined
  await bus?.open()
  bus?.tell({ kind: 'joined' })
  return {
    serverId: membership.id,
    leases: new RunLeases(db, membership.id),
    bus: bus ?? silentBus,
    onBeat: (next) => (act = next),
    async leave() {
      await membership.leave()
      bus?.tell({ kind: 'left' })
      await bus?.close()
    },
  }
}
