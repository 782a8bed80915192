export interface SecretRow {
  readonly name: string
  readonly source: 'stored' | 'environment'
  readonly createdAt: string | null
  readonly usedAt: string | null
  readonly readable: boolean
  readonly usedBy: readonly { readonly id: string; readonly name: string; readonly title: string | null; readonly steps: readonly string[] }[]
}
