import type { Comer, Place } from '../src/gate/line.ts'

export interface Row extends Comer {
  server: string
  inside: boolean
}

/** What the rows must be, in the plainest way: a list in the order of arrival. */
export class LineOracle {
  rows: Row[] = []
  readonly dead = new Set<string>()
  readonly over = new Set<string>()
  readonly fences: Map<string, number>

  constructor(runs: readonly string[]) {
    this.fences = new Map(runs.map((run) => [run, 1]))
  }

  come(who: Comer, server: string): void {
    if (who.fence < (this.fences.get(who.runId) ?? 0)) return
    const known = this.rows.find(({ owner }) => owner === who.owner)
    if (known) Object.assign(known, who, { server })
    else this.rows.push({ ...who, server, inside: false })
  }

  leave({ ticket }: Comer): void {
    this.rows = this.rows.filter((row) => row.ticket !== ticket)
  }

  settle(runId: string, inside: boolean): void {
    const free = this.rows.filter((row) => row.runId === runId && row.inside && !inside && row.fence < (this.fences.get(runId) ?? 0))
    for (const row of free) row.inside = false
    if (free.length > 0) this.admit()
  }

  admit(): void {
    for (;;) {
      const first = this.line()[0]
      if (first === undefined || this.inside().length >= first.most) return
      first.inside = true
    }
  }

  inside(): readonly Row[] {
    return this.rows.filter(({ inside, runId }) => inside && !this.over.has(runId))
  }

  line(): readonly Row[] {
    return this.rows.filter(({ inside, runId, server }) => !inside && !this.over.has(runId) && !this.dead.has(server))
  }

  placeOf({ ticket }: Comer): Place {
    const row = this.rows.find((one) => one.ticket === ticket)
    if (row === undefined || row.inside) return row && { inside: true }
    const heldBy = this.inside()[0]?.owner
    const before = this.rows.slice(0, this.rows.indexOf(row))
    return { inside: false, ahead: this.line().filter((one) => before.includes(one)).length, ...(heldBy === undefined ? {} : { heldBy }) }
  }
}
