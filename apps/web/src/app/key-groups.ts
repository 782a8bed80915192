import { commandGroups, type CommandContext } from './editor-commands.ts'

export interface KeyLine {
  readonly key: string
  readonly does: string
}

export interface KeyGroup {
  readonly title: string
  readonly lines: readonly KeyLine[]
}

/** What is done with the hands alone, and is no command of the palette. */
const gestures: readonly KeyGroup[] = [
  {
    title: 'Moving around',
    lines: [
      { key: 'Tab', does: 'Into the drawing, to the step that was selected last' },
      { key: 'Arrow keys', does: 'To the nearest step in that direction' },
      { key: 'Alt+Up, Alt+Down', does: 'Along the lines of the selected step; Left and Right go to the ends of a line' },
      { key: 'Space', does: 'Select the focused step' },
      { key: 'Enter', does: 'Edit the focused step, or look into the container; on a line, insert a step' },
      { key: 'Shift+Arrow keys', does: 'Move the selected steps' },
      { key: 'Alt+Shift+Arrow keys', does: 'Open or close space from the selected step on' },
      { key: 'Shift, held', does: 'Show what feeds the selected steps' },
      { key: 'Ctrl+K', does: 'All commands' },
    ],
  },
  {
    title: 'In the outline',
    lines: [
      { key: 'Up, Down', does: 'To the next row' },
      { key: 'Shift+Up, Shift+Down', does: 'Select several rows' },
      { key: 'Left, Right', does: 'Close and open a row' },
      { key: 'Alt+Up, Alt+Down', does: 'Move the step' },
      { key: 'F2', does: 'Rename' },
      { key: 'A', does: 'Add a step behind' },
      { key: 'Esc', does: 'Back to the drawing' },
    ],
  },
  {
    title: 'With the pointer',
    lines: [
      { key: 'Drag from a handle', does: 'Connect; with Shift, only wait' },
      { key: 'Double click', does: 'Look into a container' },
      { key: 'Shift+Click', does: 'Add to the selection, or take out of it; Ctrl does the same' },
      { key: 'Shift+Drag', does: 'Select what is in a box' },
      { key: 'Alt+Drag', does: 'Open or close space' },
    ],
  },
]

/** The keys of all commands, from the table that the palette has, and those that are no commands. */
export function keyGroups(context: CommandContext): readonly KeyGroup[] {
  const commands = commandGroups(context).flatMap(({ title, commands: all }): readonly KeyGroup[] => {
    const lines = all.flatMap(({ key, title: does, id }): readonly KeyLine[] => (key === undefined ? [] : [{ key, does: plainly[id] ?? does }]))
    return lines.length ? [{ title, lines }] : []
  })
  return [...commands, ...gestures]
}

/** Titles that say what the command would do just now, said in general. */
const plainly: { readonly [id: string]: string } = {
  undo: 'Undo',
  redo: 'Redo',
  inspect: 'Edit the selected step',
  insert: 'Insert a step after the selected one',
  connect: 'Pass the result of the selected step to another',
  wait: 'Let another step wait for the selected one',
  'undo-of': 'Go to the undo of the selected step, or add one',
  replace: 'Replace the selected step with another kind',
  fold: 'Close or open the container',
  links: 'Show or hide what feeds the selected steps',
}
