/** Rows of what is stored, apart from what runs them: that needs a PostgreSQL. */
export const DURABLE = ['D1', 'D2', 'D3', 'D4', 'D5', 'D8'] as const

export type DurableId = (typeof DURABLE)[number]

export function isDurableId(id: string): id is DurableId {
  return DURABLE.some((known) => known === id)
}
