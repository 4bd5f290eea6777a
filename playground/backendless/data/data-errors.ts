import { ApiError } from '../api-error'

/** The platform's errors about data, each with its number. */
export const dataErrors = {
  noRecord: (objectId: string) => new ApiError(404, 1000, `Entity with ID ${objectId} not found`),
  noTable: (table: string) => new ApiError(400, 1009, `Table not found by name '${table}'. Make sure the client class referenced in the API call has the same literal name as the table in Backendless console`),
  noColumn: (column: string, table: string) => new ApiError(400, 1006, `Column '${column}' does not exist in table '${table}'`),
  wrongType: (column: string, reason: string) => new ApiError(400, 1007, `Unable to save object - invalid data type for properties - ${column}. ${reason}`),
  badWhere: (reason: string) => new ApiError(400, 1017, `Invalid where clause. ${reason}`),
  badPage: () => new ApiError(400, 1005, 'Page size and offset must not be negative'),
  notUnique: (objectId: string) => new ApiError(400, 1155, `Entity with ID ${objectId} already exists`),
  mayNotCreate: () => new ApiError(403, 1011, 'User has no permission to create entity'),
  mayNotUpdate: () => new ApiError(403, 1012, 'User has no permission to update entity'),
  mayNotFind: () => new ApiError(403, 1013, 'User has no permission to find entity'),
  mayNotRemove: () => new ApiError(403, 1014, 'User has no permission to remove entity'),
  unknownWish: (what: string) => new ApiError(400, 0, `The playground's data tables do not know ${what}`),
} as const
