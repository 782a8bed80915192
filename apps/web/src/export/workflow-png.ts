import type { Drawing } from './workflow-svg.ts'

/** Browsers draw no canvas wider than this. */
const longest = 8192

/** Rejects where the browser cannot draw it. */
export async function pngOf({ text, width, height }: Drawing): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }))
  try {
    const image = new Image(width, height)
    image.src = url
    await image.decode()
    const scale = Math.min(2, longest / width, longest / height)
    const canvas = Object.assign(window.document.createElement('canvas'), { width: Math.ceil(width * scale), height: Math.ceil(height * scale) })
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The browser draws no PNG.'))), 'image/png'))
  } finally {
    URL.revokeObjectURL(url)
  }
}
