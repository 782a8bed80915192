import { Cron } from 'croner'

/** What is wrong with a cron pattern; undefined when it is sound and there is a time that it means. */
export function cronFault(pattern: string, zone: string): string | undefined {
  try {
    return new Cron(pattern, { timezone: zone }).nextRun() === null ? 'there is no time that this pattern means' : undefined
  } catch (error) {
    return `is no cron pattern: ${(error instanceof Error ? error.message : String(error)).replace(/^CronPattern: /, '')}`
  }
}

export function zoneFault(zone: string): string | undefined {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return undefined
  } catch {
    return `"${zone}" is no time zone, such as Europe/Berlin`
  }
}
