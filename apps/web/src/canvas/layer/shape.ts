/** What a box of a scene stands for. */
export const shape = { note: 0, container: 1, step: 2, handler: 3, folded: 4, frame: 5 } as const
