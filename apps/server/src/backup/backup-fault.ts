/** What keeps a backup from being made, restored or moved, as a sentence for the person who asked. Nothing is half done then. */
export class BackupFault extends Error {
  override readonly name = 'BackupFault'
}
