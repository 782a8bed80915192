/** What people do to an Eddy from the outside: `eddy doctor`, `backup`, `restore` and `move` of the command line. */
export { doctor, type AskServer } from '../doctor/doctor.ts'
export type { Finding } from '../doctor/finding.ts'
export { BackupFault } from '../backup/backup-fault.ts'
export { backup, type BackedUp, type FetchBackup } from './backup.ts'
export { move } from './move.ts'
export { restore } from './restore.ts'
