/** Functions for Codeless, generated from the contract: the only file of this part that other folders import. */

export { functionFiles, type FunctionFile } from './files'
export { blockColour, blockDefinitions, blockTypeOf, helpUrlOf, optionTypeOf, toolboxCategory } from './definitions'
