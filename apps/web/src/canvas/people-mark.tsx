import { Avatar } from '../ui/avatar.tsx'
import { usePeopleOn } from './people-context.ts'
import styles from './people-mark.module.css'

/** Who else has selected this card. */
export function PeopleMark({ path }: { readonly path: string }) {
  const people = usePeopleOn(path)
  if (people.length === 0) return null
  return (
    <span className={styles.mark}>
      {people.slice(0, 3).map(({ session, name, colour }) => (
        <Avatar key={session} name={name} colour={colour} small label={`${name} is here`} />
      ))}
    </span>
  )
}
