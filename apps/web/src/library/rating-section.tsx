import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { client, queryClient } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'
import { dayWords } from './day-words.ts'
import type { LibraryEntryData } from './library-types.ts'
import { StarChoice, Stars } from './stars.tsx'
import { libraryKey } from './use-library-list.ts'
import styles from './entry-page.module.css'

export interface RatingSectionProps {
  readonly name: string
  readonly person: string
  readonly ratings: LibraryEntryData['ratings']
}

/** What people think of it: one rating for each of them, the last one counts. */
export function RatingSection({ name, person, ratings }: RatingSectionProps) {
  const [by, setBy] = useState(person)
  const [stars, setStars] = useState(0)
  const [comment, setComment] = useState('')
  const rate = useMutation({
    mutationFn: () => client.library.rate.mutate({ name, by: by.trim(), stars, comment }),
    onSuccess: () => {
      setComment('')
      return queryClient.invalidateQueries({ queryKey: libraryKey })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    rate.mutate()
  }
  return (
    <section className={styles.section} aria-label="Ratings">
      <h2>Ratings</h2>
      {ratings.length === 0 ? <p className={styles.quiet}>Nobody has rated it yet.</p> : null}
      <ul className={styles.ratings}>
        {ratings.map((rating) => (
          <li key={rating.by}>
            <p><strong>{rating.by}</strong> <Stars value={rating.stars} /> <span className={styles.quiet}>{dayWords(rating.at)}</span></p>
            {rating.comment ? <p>{rating.comment}</p> : null}
          </li>
        ))}
      </ul>
      <form className={styles.rate} onSubmit={submit}>
        <StarChoice value={stars} onChange={setStars} />
        <TextField label="Your name" value={by} onChange={setBy} required />
        <TextField label="What do you think of it?" multiline value={comment} onChange={setComment} />
        <Button type="submit" disabled={stars === 0 || by.trim() === '' || rate.isPending}>Rate it</Button>
        {rate.error ? <p className={styles.fault} role="alert">Your rating could not be kept: {rate.error.message}</p> : null}
      </form>
    </section>
  )
}
