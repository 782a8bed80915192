/** What a token lets its holder do; each but `read` can do what `read` can, and `admin` everything. */
export const SCOPES = ['read', 'run', 'edit', 'admin'] as const
export type Scope = (typeof SCOPES)[number]

export function permits(scopes: readonly string[], needed: Scope): boolean {
  if (scopes.includes('admin') || scopes.includes(needed)) return true
  return needed === 'read' && (scopes.includes('run') || scopes.includes('edit'))
}
