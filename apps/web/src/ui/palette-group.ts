import type { PaletteCommand } from './palette-command.ts'

export interface PaletteGroup {
  readonly title: string
  readonly commands: readonly PaletteCommand[]
}
