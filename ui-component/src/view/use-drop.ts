import * as React from 'react'

type Handler = (event: React.DragEvent) => void

interface Drop {
  readonly isOver: boolean
  readonly handlers: { readonly onDragEnter: Handler; readonly onDragOver: Handler; readonly onDragLeave: Handler; readonly onDrop: Handler }
}

const hasFiles = ({ dataTransfer }: React.DragEvent): boolean => Array.from(dataTransfer?.types ?? []).includes('Files')

/** Files dropped here. A file that is dropped at the wrong moment is ignored, and never opened by the browser instead of the page. */
export const useDrop = (onDrop: (data: DataTransfer) => unknown): Drop => {
  const [isOver, setOver] = React.useState(false)
  const over: Handler = (event) => {
    if (!hasFiles(event)) return
    event.preventDefault()
    setOver(true)
  }
  return {
    isOver,
    handlers: {
      onDragEnter: over,
      onDragOver: over,
      onDragLeave: (event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      },
      onDrop: (event) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        setOver(false)
        onDrop(event.dataTransfer)
      },
    },
  }
}
