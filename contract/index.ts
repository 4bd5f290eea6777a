/** The only file of `contract/` that other folders import. It holds data and pure functions, and imports nothing from outside. */

export * from './define'
export * from './ids'
export * from './limits'
export * from './audio-types'
export * from './errors'
export * from './languages'
export * from './models'
export * from './settings'
export * from './operations'
export * from './results'
export * from './validate'
