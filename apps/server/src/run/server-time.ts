import { FollowedTime } from '@eddy/engine'

/** Of this process. On PostgreSQL it is the database's, which all servers have together; with the embedded database that of the machine. */
export const serverTime = new FollowedTime({
  wall: () => Date.now(),
  steady: () => performance.now(),
  onApart: (ms) => console.warn(ms === 0
    ? 'The clock of this machine agrees with that of the database again.'
    : `The clock of this machine is ${Math.round(Math.abs(ms) / 1000)} s ${ms > 0 ? 'ahead of' : 'behind'} that of the database. Waits, deadlines, leases and schedules go by the database's, so none of them is early or late; the lines of this log and the files that steps write go by the machine's. Have both keep their time by NTP.`),
})
