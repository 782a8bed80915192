import { readdirSync } from 'node:fs'

/** Those that this Eddy knows, in their order. */
export function migrationNames(dir: string): readonly string[] {
  return readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort()
}
