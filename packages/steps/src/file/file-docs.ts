const COMMON = '`PATH_OUTSIDE_WORKSPACE` (an absolute path, or one that `..` or a link leads out of the workspace), `INVALID_PATH`, `NOT_A_FOLDER` (a file on the way), `NO_PERMISSION`, `NO_WORKSPACE`, `JOURNAL_IN_WORKSPACE`, `INVALID_CONFIG`, `EXPRESSION_ERROR`, `FILE_ERROR` (tried again)'
const UNDO = 'Undone by itself: how everything was is kept before the change. When others have changed it since, the undo fails with `UNDO_CONFLICT` and overwrites nothing, unless "Undo by force" is set. Changes of one workspace are made one after the other.'

/** The docs of a kind that only reads. */
export function readingDocs(text: string, errors: string): string {
  return `${text}\n\nErrors: ${errors}${errors === '' ? '' : ', '}${COMMON}.`
}

/** The docs of a kind that changes something and undoes it itself. */
export function changingDocs(text: string, errors: string): string {
  return `${text}\n\n${UNDO}\n\nErrors: ${errors}${errors === '' ? '' : ', '}\`UNDO_CONFLICT\`, \`UNDO_JOURNAL_DAMAGED\`, \`FILE_CHANGING\` (while it was backed up; tried again), \`DISK_FULL\` (tried again), ${COMMON}.`
}
