import type { EditorCommand } from './editor-command.ts'

export interface CommandGroup {
  readonly title: string
  readonly commands: readonly EditorCommand[]
}
