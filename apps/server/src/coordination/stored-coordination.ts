import type { Coordination, MetricChange } from '@eddy/steps/run'
import type { Database, Prisma } from '../db/index.ts'
import type { StoredClaims } from './stored-claims.ts'

/** Claims, figures and handoffs that outlive runs and servers. */
export function createStoredCoordination({ prisma }: Database, claims: StoredClaims): Coordination {
  return {
    take: claims.take,
    release: claims.release,
    async addMetric(change) {
      const { effect, runId, name, value } = change
      const labelKey = keyOf(change)
      return prisma.$transaction(async (tx) => {
        // one that was taken back and is made again counts again
        const again = await tx.metricChange.updateMany({ where: { effect, undone: true }, data: { undone: false, value } })
        const { count } = again.count > 0 ? again : await tx.metricChange.createMany({ data: [{ effect, runId, name, labelKey, value }], skipDuplicates: true })
        const added = count > 0 ? value : 0
        const total = await tx.metricTotal.upsert({ where: { name_labelKey: { name, labelKey } }, create: { name, labelKey, labels: change.labels as Prisma.InputJsonObject, value: added }, update: { value: { increment: added }, updatedAt: new Date() } })
        return total.value
      })
    },
    async removeMetric(effect) {
      return prisma.$transaction(async (tx) => {
        const change = await tx.metricChange.findUnique({ where: { effect } })
        if (change === null) return false
        const { count } = await tx.metricChange.updateMany({ where: { effect, undone: false }, data: { undone: true } })
        if (count === 0) return false
        const { name, labelKey, value } = change
        await tx.metricTotal.update({ where: { name_labelKey: { name, labelKey } }, data: { value: { decrement: value }, updatedAt: new Date() } })
        return true
      })
    },
    async handOff({ id, runId, step, from, to, subject, body, at }) {
      const data = { runId, step, fromRole: from, toRole: to, subject, body: body as Prisma.InputJsonValue, at: new Date(at), withdrawnAt: null }
      await prisma.handoff.upsert({ where: { id }, create: { id, ...data }, update: data })
    },
    async withdraw(id) {
      return (await prisma.handoff.updateMany({ where: { id, withdrawnAt: null }, data: { withdrawnAt: new Date() } })).count > 0
    },
  }
}

function keyOf({ labels }: Pick<MetricChange, 'labels'>): string {
  return JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
