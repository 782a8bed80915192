import type { KeyedState } from '@eddy/steps/run'
import type { Json } from '@eddy/workflow'
import { Prisma, type Database } from '../db/index.ts'

/** Values that outlive runs, in the database. Updates of one name follow each other, over all servers: whoever comes second makes its change again on what the first has left. */
export function createStoredState({ prisma }: Database): KeyedState {
  return {
    async update(name, change) {
      for (;;) {
        const current = await prisma.keyedValue.findUnique({ where: { name } })
        // a JSON column holds JSON
        const value = await change(current === null ? undefined : { value: current.value as Json, version: current.version })
        const version = (current?.version ?? 0) + 1
        if (await store(prisma, { name, value, version })) return { value, version }
      }
    },
    async read(name) {
      const current = await prisma.keyedValue.findUnique({ where: { name } })
      return current === null ? undefined : { value: current.value as Json, version: current.version }
    },
  }
}

/** False when somebody else was first. */
async function store(prisma: Database['prisma'], { name, value, version }: { readonly name: string; readonly value: Json; readonly version: number }): Promise<boolean> {
  const json = value === null ? Prisma.JsonNull : (value as Prisma.InputJsonValue)
  if (version > 1) return (await prisma.keyedValue.updateMany({ where: { name, version: version - 1 }, data: { value: json, version, updatedAt: new Date() } })).count === 1
  return (await prisma.keyedValue.createMany({ data: [{ name, value: json, version }], skipDuplicates: true })).count === 1
}
