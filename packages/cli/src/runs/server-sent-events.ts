/** The data of each message of an event stream; pings and what has no data are left out. */
export async function* serverSentEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const bytes of body) {
    text += decoder.decode(bytes, { stream: true })
    const messages = text.split(/\r?\n\r?\n/)
    text = messages.pop() ?? ''
    for (const message of messages) {
      const data = dataOf(message)
      if (data !== undefined) yield data
    }
  }
}

function dataOf(message: string): string | undefined {
  const fields = message.split(/\r?\n/)
  // named messages say only that the connection stands
  if (fields.some((field) => field.startsWith('event:'))) return undefined
  const data = fields.flatMap((field) => (field.startsWith('data:') ? [field.slice(5).trimStart()] : []))
  return data.length === 0 ? undefined : data.join('\n')
}
