import keepPart from '../../ui-component/src/parts/keep'
import repairPart from '../../ui-component/src/parts/repair'
import type { KeepStore } from '../../ui-component/src/keep/store'
import { newRow, type Row } from '../../ui-component/src/keep/row'
import { FakeBrowser } from './fake-browser'
import { Mounted } from './mounted'

const soon = <T>(action: () => T): Promise<T> => Promise.resolve().then(action)

/** A device whose storage several components share. The test file puts it in the place of `keep/store`: `openKeepStore` answers `device.store`. */
export class Device {
  readonly rows = new Map<string, Row>()
  readonly pieces = new Map<string, ArrayBuffer[]>()
  /** Who is signed in on all of its pages. */
  user: string | null = null
  wallMs = 0
  private readonly locks = new Set<string>()
  private readonly pages: Mounted[] = []
  private names = 0

  readonly store: KeepStore = {
    put: (row) => soon(() => void this.rows.set(row.recordingId, row)),
    append: (id, data, lastAtMs) =>
      soon(() => {
        const row = this.rows.get(id)
        if (!row) return false
        this.pieces.set(id, [...(this.pieces.get(id) ?? []), data])
        this.rows.set(id, { ...row, pieces: row.pieces + 1, bytes: row.bytes + data.byteLength, lastAtMs })
        return true
      }),
    change: (id, changes) =>
      soon(() => {
        const row = this.rows.get(id)
        if (row) this.rows.set(id, { ...row, ...changes })
      }),
    lease: () => Promise.reject(new Error('there are locks')),
    all: () => soon(() => [...this.rows.values()]),
    read: (id) => this.onRead(id),
    dropPieces: (id) => soon(() => void this.pieces.delete(id)),
    remove: (id) =>
      soon(() => {
        this.rows.delete(id)
        this.pieces.delete(id)
      }),
    close: () => undefined,
  }
  onRead: KeepStore['read'] = (id) =>
    soon(() => {
      const row = this.rows.get(id)
      return row ? { row, audio: new Blob(this.pieces.get(id) ?? [], { type: row.mimeType }) } : null
    })

  /** As Web Locks, for all pages of the device. */
  private readonly lockManager = {
    request: async (name: string, _: unknown, action: (lock: object | null) => Promise<void> | void): Promise<void> => {
      if (this.locks.has(name)) return action(null)
      this.locks.add(name)
      await action({})
      this.locks.delete(name)
    },
    query: () => soon(() => ({ held: [...this.locks].map((name) => ({ name })) })),
  }

  /** A component on a page of this device. */
  open(settings: Record<string, unknown> = {}, prepare: (browser: FakeBrowser) => void = () => undefined): Mounted {
    const browser = new FakeBrowser()
    Object.assign(browser, {
      deviceStorage: () => ({ name: 'keep', indexedDb: this, locks: this.lockManager, freeBytes: () => Promise.resolve(null) }),
      hasKept: () => Promise.resolve(true),
      userId: () => this.user,
      randomName: () => `random${++this.names}`,
      date: () => new Date(new Date(2026, 10, 21).getTime() + this.wallMs),
      onPart: (name: string) => (name === 'keep' ? Promise.resolve(keepPart) : name === 'repair' ? Promise.resolve(repairPart) : Promise.reject(new Error(name))),
    })
    prepare(browser)
    const page = new Mounted({ keepUnsent: true, ...settings }, {}, browser)
    this.pages.push(page)
    return page
  }

  /** What an earlier page has left. */
  leave(recordingId: string, changes: Partial<Row> = {}, bytes: readonly number[] = [0x1a, 0x45, 0xdf, 0xa3, 1, 2, 3, 4]): void {
    const startedAtMs = new Date(2026, 10, 21).getTime() + this.wallMs
    this.pieces.set(recordingId, bytes.length > 0 ? [new Uint8Array(bytes).buffer] : [])
    this.rows.set(recordingId, newRow({ recordingId, recordId: '', userId: this.user, startedAtMs, mimeType: 'audio/webm' }, { bytes: bytes.length, pieces: bytes.length > 0 ? 1 : 0, ...changes }))
  }

  close(): void {
    this.pages.forEach(({ controller }) => controller.close())
  }
}
