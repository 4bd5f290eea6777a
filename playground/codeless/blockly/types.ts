import type { EventFacts, PageItem } from './facts'

/** Names of block types, as the console stores them. */

export const functionType = (id: string): string => `codeless_function_block_${id}`
export const serviceType = (serviceId: string, method: string): string => `codeless_api_service_method_block_${serviceId}_${method}`
export const actionType = (componentId: string, action: string): string => `ui_custom_component__${componentId}__${action}`
export const pageDataType = 'root_block_ui_builder_common__context_blocks_pageData'
export const appDataType = 'root_block_ui_builder_common__context_blocks_appData'
export const componentByIdType = 'ui_common_blocks__get_component_by_id'

/** Names of Cloud Code are written in small letters: afterUpload = after_upload, fileURL = file_url. */
const snake = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase()

/** Type of the block that a handler begins with. */
export const rootType = ({ place, item, event }: EventFacts): string => (place === 'cloud' ? `root_block_handler_${snake(event)}` : `root_block_ui_builder_${item.type}_${event}_handler`)

/** Type of the block that gives one value of the event. */
export const contextType = (facts: EventFacts, id: string): string => (facts.place === 'cloud' ? `root_block_handler_context_blocks_${snake(id)}` : `${rootType(facts)}_context_blocks_${id}`)

/** How a component of the page is written into a field. */
export const quotedUid = ({ uid }: PageItem): string => `'${uid}'`
