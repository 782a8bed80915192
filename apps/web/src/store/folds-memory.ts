const key = (workflow: string) => `eddy.folds.${workflow}`

/** Which containers of a workflow are closed, in this browser. A workflow is known by its name, so that its runs fold alike. */
export function rememberedFolds(workflow: string): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key(workflow)) ?? '[]')
    return new Set(Array.isArray(kept) ? kept.filter((path) => typeof path === 'string') : [])
  } catch {
    return new Set()
  }
}

export function rememberFolds(workflow: string, folded: ReadonlySet<string>): void {
  try {
    if (folded.size) localStorage.setItem(key(workflow), JSON.stringify([...folded]))
    else localStorage.removeItem(key(workflow))
  } catch {
    // a browser that keeps nothing still folds until the page is left
  }
}
