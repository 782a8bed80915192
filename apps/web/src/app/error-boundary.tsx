import { Component, type ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { lastSaved } from './last-saved.ts'
import { Message } from './message.tsx'
import styles from './message.module.css'

interface State {
  readonly error?: Error
}

/** When a screen breaks: what was kept, what to do, and what to tell. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = {}

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (!error) return this.props.children
    const saved = lastSaved()
    return (
      <Message title="This screen stopped working">
        <p>{saved ? `All edits up to ${saved.toLocaleTimeString()} are saved here.` : 'Nothing on this screen was waiting to be saved.'} Loading the page again brings them back.</p>
        <div className={styles.buttons}>
          <Button tone="primary" onClick={() => location.reload()}>
            Load again
          </Button>
          <Button onClick={() => void navigator.clipboard.writeText(`${error.message}\n${error.stack ?? ''}\n${location.href}`)}>Copy details</Button>
        </div>
        <p>{error.message}</p>
      </Message>
    )
  }
}
