/** Which containers of a workflow are closed, in this browser. A workflow is known by its name, so that its runs fold alike. */
export const rememberedFolds = (workflow: string): ReadonlySet<string> => remembered(`eddy.folds.${workflow}`)
export const rememberFolds = (workflow: string, folded: ReadonlySet<string>): void => remember(`eddy.folds.${workflow}`, folded)

/** Which of its lines are drawn as a pair of ends, in this browser. */
export const rememberedCuts = (workflow: string): ReadonlySet<string> => remembered(`eddy.cuts.${workflow}`)
export const rememberCuts = (workflow: string, cut: ReadonlySet<string>): void => remember(`eddy.cuts.${workflow}`, cut)

function remembered(key: string): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return new Set(Array.isArray(kept) ? kept.filter((each) => typeof each === 'string') : [])
  } catch {
    return new Set()
  }
}

function remember(key: string, kept: ReadonlySet<string>): void {
  try {
    if (kept.size) localStorage.setItem(key, JSON.stringify([...kept]))
    else localStorage.removeItem(key)
  } catch {
    // a browser that keeps nothing still knows it until the page is left
  }
}
