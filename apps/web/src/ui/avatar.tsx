import styles from './avatar.module.css'

/** How many colours there are for people; see `--person-*` in the tokens. */
const colours = 6

/** A person as a disc with initials. The name is said beside it or by its label. */
export function Avatar({ name, colour, small = false, label }: { readonly name: string; readonly colour: number; readonly small?: boolean; readonly label?: string }) {
  return (
    <span className={styles.avatar} data-colour={colour % colours} data-small={small ? '' : undefined} title={label ?? name} {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}>
      {initials(name)}
    </span>
  )
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const last = words.length > 1 ? words.at(-1) : undefined
  return [words[0], last].map(firstLetter).join('').toUpperCase()
}

function firstLetter(word = ''): string {
  for (const { segment } of new Intl.Segmenter().segment(word)) return segment
  return ''
}
