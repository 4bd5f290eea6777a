/**
 * Speech for machines: `speak` makes audio of known words at known times, `hear` recognises them after any codec, rate or browser.
 *
 * The only file of the vocabulary that other folders import.
 */

export * from './vocabulary'
export * from './speak'
export * from './hear'
export * from './wav'
