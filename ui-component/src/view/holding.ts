import type * as React from 'react'
import type { Command } from '../actions'
import type { Controller } from '../controller'

/** What the button does, whatever it is now. */
export type Holding = (command: Command, onClick: (event: React.MouseEvent) => void) => React.ButtonHTMLAttributes<HTMLButtonElement>

const isPressKey = ({ key }: React.KeyboardEvent): boolean => key === ' ' || key === 'Enter'

/**
 * What one button does while holding it talks. A press belongs to what the button was when it went down: it may be Cancel by the time it comes up,
 * and then neither its click nor the repeats of its key are meant for Cancel.
 */
export const createHolding = ({ press, letGo }: Pick<Controller, 'press' | 'letGo'>): Holding => {
  let pressedBy: 'pointer' | 'key' | null = null
  return (command, onClick) => {
    const isTalk = command === 'record' || command === 'stop'
    const leave = (): void => {
      pressedBy = null
      letGo()
    }
    return {
      onPointerDown: ({ pointerType, pointerId, currentTarget }) => {
        pressedBy = isTalk ? 'pointer' : null
        // A mouse may be let go of beside the button.
        currentTarget.setPointerCapture(pointerId)
        if (isTalk) press(pointerType === 'mouse')
      },
      onPointerUp: letGo,
      onPointerCancel: leave,
      onBlur: leave,
      onClick: (event) => {
        if (pressedBy === null) onClick(event)
        pressedBy = null
      },
      onKeyDown: (event) => {
        if (!isPressKey(event)) return
        if (pressedBy !== 'key') pressedBy = isTalk ? 'key' : null
        else return event.preventDefault()
        if (!isTalk) return
        event.preventDefault()
        press()
      },
      onKeyUp: (event) => {
        if (!isPressKey(event) || pressedBy !== 'key') return
        event.preventDefault()
        leave()
      },
      // A long press on a phone would open its menu.
      onContextMenu: (event) => event.preventDefault(),
    }
  }
}
