/** Sizes and gaps of the drawing, in pixels at 100 %. */
export const card = { width: 256, height: 64 }
export const handlerCard = { width: 224, height: 48 }
export const gap = { column: 96, row: 48, lane: 40 }
export const container = { header: 36, padding: 24, minWidth: 304, minHeight: 148 }
/** A container that is closed. */
export const foldedCard = { width: 256, height: 64 }
