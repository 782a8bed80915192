import type { Database } from '../db/index.ts'

const MAX_NAME = 64

/** For each wanted name of a workflow, that name or the next with a number that nobody has; no two the same. */
export async function freeNames({ prisma }: Database, wanted: readonly string[]): Promise<readonly string[]> {
  const alike = await prisma.workflow.findMany({ where: { OR: wanted.map((name) => ({ name: { startsWith: name.slice(0, MAX_NAME - 8) } })) }, select: { name: true } })
  const taken = new Set(alike.map(({ name }) => name))
  return wanted.map((name) => {
    let free = name
    for (let number = 2; taken.has(free); number++) free = name.slice(0, MAX_NAME - `_${number}`.length) + `_${number}`
    taken.add(free)
    return free
  })
}
