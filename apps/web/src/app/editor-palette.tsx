import { CommandPalette, type CommandPaletteProps } from './command-palette.tsx'
import { addCommands, type CommandContext, connectCommands, editorCommands, fixCommands, jumpCommands } from './editor-commands.ts'
import { type Over, showOver, usePanels } from './editor-panels.ts'
import { useCommandKeys } from './use-command-keys.ts'

type Face = Pick<CommandPaletteProps, 'title' | 'placeholder' | 'groups'>

/** The command palette of the editor, and the keys that open it; connecting asks for the other end in the same list. */
export function EditorPalette({ context }: { readonly context: CommandContext }) {
  const over = usePanels((panels) => panels.over)
  useCommandKeys(context)
  const faces: { readonly [Name in Over]?: Face } & { readonly commands: Face } = {
    commands: {
      title: 'Commands',
      placeholder: 'Search commands, steps and kinds',
      groups: () => [
        { title: 'Commands', commands: editorCommands(context) },
        { title: 'Fix', commands: fixCommands(context) },
        { title: 'Go to', commands: jumpCommands(context) },
        { title: 'Add', commands: addCommands(context) },
      ],
    },
    connect: { title: 'Connect', placeholder: 'Pass the result to which step?', groups: () => [{ title: 'Pass the result to', commands: connectCommands(context, 'data') }] },
    wait: { title: 'Wait', placeholder: 'Which step should wait?', groups: () => [{ title: 'Waits for it', commands: connectCommands(context, 'wait') }] },
  }
  const face = over === undefined ? undefined : faces[over]
  return <CommandPalette open={face !== undefined} onClose={() => showOver(undefined)} {...(face ?? faces.commands)} />
}
