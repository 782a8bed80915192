/** Tab comes to one card of a drawing; the arrow keys go on from there. */
export const tabStop = { tabIndex: 0 } as const
export const noTabStop = { tabIndex: -1 } as const
