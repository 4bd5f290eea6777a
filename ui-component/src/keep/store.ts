import { newRow, type Row } from './row'

const rowsName = 'recordings'
const piecesName = 'pieces'

/** The database of kept recordings. Everything may reject: storage can be full, forbidden, or cleared by the browser at any time. */
export interface KeepStore {
  put(row: Row): Promise<void>
  /** Appends bytes; false = the recording is not there any more. */
  append(recordingId: string, data: ArrayBuffer, nowMs: number): Promise<boolean>
  change(recordingId: string, changes: Partial<Row>): Promise<void>
  /** Sets the owner unless another one has it, in one step. */
  lease(recordingId: string, owner: string, nowMs: number, untilMs: number): Promise<boolean>
  all(): Promise<readonly Row[]>
  read(recordingId: string): Promise<{ readonly row: Row; readonly audio: Blob } | null>
  /** The text has come: the bytes are not needed any more. */
  dropPieces(recordingId: string): Promise<void>
  remove(recordingId: string): Promise<void>
  close(): void
}

const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the storage gave no reason'))
  })

const piecesOf = (recordingId: string): IDBKeyRange => IDBKeyRange.bound([recordingId], [recordingId, []])

/** A request can succeed and its transaction still fail, for example when the disk is full. */
const inTransaction = async <T>(database: IDBDatabase, mode: IDBTransactionMode, action: (rows: IDBObjectStore, pieces: IDBObjectStore) => Promise<T>): Promise<T> => {
  const transaction = database.transaction([rowsName, piecesName], mode)
  const done = new Promise<void>((resolve, reject) => {
    const fail = (): void => reject(transaction.error ?? new Error('the storage gave up'))
    transaction.oncomplete = () => resolve()
    transaction.onerror = transaction.onabort = fail
  })
  const [value] = await Promise.all([action(transaction.objectStore(rowsName), transaction.objectStore(piecesName)), done])
  return value
}

const open = (factory: IDBFactory, name: string): Promise<IDBDatabase> => {
  const request = factory.open(name, 1)
  request.onupgradeneeded = () => {
    request.result.createObjectStore(rowsName, { keyPath: 'recordingId' })
    request.result.createObjectStore(piecesName)
  }
  return answerOf(request)
}

/** Opens the database, and makes it when it is not there. */
export const openKeepStore = async (factory: IDBFactory, name: string): Promise<KeepStore> => {
  const database = await open(factory, name)
  // Another tab, with a newer component, wants to change it.
  database.onversionchange = () => database.close()
  const rowIn = async (rows: IDBObjectStore, recordingId: string): Promise<Row | null> => {
    const found = (await answerOf(rows.get(recordingId))) as Partial<Row> | undefined
    return found ? { ...newRow(found as Row), ...found } : null
  }
  const change = (recordingId: string, changes: Partial<Row>): Promise<void> =>
    inTransaction(database, 'readwrite', async (rows) => {
      const row = await rowIn(rows, recordingId)
      if (row) await answerOf(rows.put({ ...row, ...changes }))
    })
  return {
    change,
    put: (row) => inTransaction(database, 'readwrite', async (rows) => void (await answerOf(rows.put(row)))),
    append: (recordingId, data, lastAtMs) =>
      inTransaction(database, 'readwrite', async (rows, pieces) => {
        const row = await rowIn(rows, recordingId)
        if (!row) return false
        await answerOf(pieces.put(data, [recordingId, row.pieces]))
        await answerOf(rows.put({ ...row, pieces: row.pieces + 1, bytes: row.bytes + data.byteLength, lastAtMs }))
        return true
      }),
    lease: (recordingId, owner, nowMs, ownedUntilMs) =>
      inTransaction(database, 'readwrite', async (rows) => {
        const row = await rowIn(rows, recordingId)
        if (row && row.owner !== owner && row.ownedUntilMs > nowMs) return false
        if (row) await answerOf(rows.put({ ...row, owner, ownedUntilMs }))
        return true
      }),
    all: () => inTransaction(database, 'readonly', async (rows) => (await answerOf(rows.getAll())) as Row[]),
    read: (recordingId) =>
      inTransaction(database, 'readonly', async (rows, pieces) => {
        const row = await rowIn(rows, recordingId)
        // As one Blob at once: a long recording is not held in two forms.
        return row && { row, audio: new Blob((await answerOf(pieces.getAll(piecesOf(recordingId)))) as ArrayBuffer[], { type: row.mimeType }) }
      }),
    dropPieces: (recordingId) => inTransaction(database, 'readwrite', async (_, pieces) => void (await answerOf(pieces.delete(piecesOf(recordingId))))),
    remove: (recordingId) =>
      inTransaction(database, 'readwrite', async (rows, pieces) => {
        await answerOf(pieces.delete(piecesOf(recordingId)))
        await answerOf(rows.delete(recordingId))
      }),
    close: () => database.close(),
  }
}
