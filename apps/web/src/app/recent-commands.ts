const key = 'eddy.commands'
const most = 6

/** What was used last, the latest first, as this browser remembers it. */
export function recentCommands(): readonly string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}

export function noteCommand(id: string): void {
  // a target of a connection is no command of its own
  if (id.startsWith('to:')) return
  try {
    localStorage.setItem(key, JSON.stringify([id, ...recentCommands().filter((other) => other !== id)].slice(0, most)))
  } catch {
    // nothing is remembered, and nothing else is lost
  }
}
