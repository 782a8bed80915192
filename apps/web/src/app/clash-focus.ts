/** Where the panel of clashes is; there is one at most. */
export const clashPanelId = 'clashes'

/** Moves the keyboard to the first thing that is to be chosen. */
export function focusClashes(): void {
  // after what opened it has closed and given the focus back
  setTimeout(() => document.getElementById(clashPanelId)?.querySelector<HTMLElement>('[data-side]')?.focus(), 50)
}
