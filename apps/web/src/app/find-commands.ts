import type { PaletteCommand } from '../ui/palette-command.ts'
import { matchWords } from './match-words.ts'
import type { PaletteGroup } from '../ui/palette-group.ts'

/** More lines than this nobody reads. */
const most = 60

/** Without a query: what was used last, then each group. With one: the best of each group first, and the group with the best line first. */
export function findCommands(groups: readonly PaletteGroup[], query: string, recent: readonly string[]): readonly PaletteGroup[] {
  if (!query.trim()) {
    const all = new Map(groups.flatMap(({ commands }) => commands.map((command) => [command.id, command] as const)))
    const last = recent.flatMap((id) => all.get(id) ?? [])
    const used = new Set(last)
    const rest = groups.map(({ title, commands }) => ({ title, commands: commands.filter((command) => !used.has(command)) }))
    return limited([{ title: 'Used last', commands: last }, ...rest])
  }
  const ranked = groups.map(({ title, commands }) => {
    const found = commands.flatMap((command) => {
      const cost = costOf(command, query)
      return cost === undefined ? [] : [{ command, cost: recent.includes(command.id) ? cost - 0.5 : cost }]
    })
    found.sort((left, right) => left.cost - right.cost)
    return { title, commands: found.map(({ command }) => command), best: found[0]?.cost ?? Infinity }
  })
  return limited(ranked.toSorted((left, right) => left.best - right.best))
}

/** What is found in the title counts for more than what is found beside it. */
function costOf({ title, detail }: PaletteCommand, query: string): number | undefined {
  const cost = matchWords(title, query)
  if (cost !== undefined || detail === undefined) return cost
  const lower = `${title} ${detail}`.toLowerCase()
  // letters in order are found in every long text: only whole words count there
  return query.toLowerCase().split(/\s+/).every((word) => lower.includes(word)) ? 20 : undefined
}

function limited(groups: readonly PaletteGroup[]): readonly PaletteGroup[] {
  let left = most
  return groups.flatMap(({ title, commands }) => {
    const kept = commands.slice(0, left)
    left -= kept.length
    return kept.length ? [{ title, commands: kept }] : []
  })
}
