export type Scope = 'read' | 'run' | 'edit' | 'admin'

export const SCOPES: readonly { readonly scope: Scope; readonly title: string; readonly means: string }[] = [
  { scope: 'read', title: 'Read', means: 'Look at workflows, runs and what they came to.' },
  { scope: 'run', title: 'Run', means: 'Start runs and act on them; answer questions.' },
  { scope: 'edit', title: 'Edit', means: 'Change, publish and share workflows.' },
  { scope: 'admin', title: 'Administer', means: 'Everything, with secrets, tokens and storage.' },
]

/** "may run and edit" */
export function scopeWords(scopes: readonly Scope[]): string {
  const words = scopes.map((scope) => (scope === 'admin' ? 'do everything' : scope))
  return `may ${words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}` : words.join('')}`
}
