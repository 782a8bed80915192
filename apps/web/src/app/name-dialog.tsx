import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/text-field.tsx'
import { setDisplayName, useDisplayName } from './display-name.ts'
import { showOver, usePanels } from './editor-panels.ts'

/** Asks for the name that others see. */
export function NameDialog() {
  const open = usePanels((panels) => panels.over === 'name')
  return (
    <Dialog open={open} onOpenChange={(next) => showOver(next ? 'name' : undefined)} title="Who are you?" description="Others who have this workflow open see this name. It is kept in this browser only; without one you are a guest with a number.">
      <NameForm />
    </Dialog>
  )
}

function NameForm() {
  const [name, setName] = useState(useDisplayName())
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        setDisplayName(name)
        showOver(undefined)
      }}
    >
      <TextField label="Your name" value={name} onChange={setName} placeholder="Guest" />
      <p>
        <Button type="submit" tone="primary">
          Keep this name
        </Button>
      </p>
    </form>
  )
}
