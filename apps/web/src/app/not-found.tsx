import { Message } from './message.tsx'
import { Shell } from './shell.tsx'
import { TopBar } from './top-bar.tsx'

export function NotFound() {
  return (
    <Shell title="Not found" bar={<TopBar here={undefined} />}>
      <Message title="There is nothing at this address">
        <a href="/">Go to the workflows</a>
      </Message>
    </Shell>
  )
}
