import { openRedisPlace } from '../../playground/redis/place'
import { startPlayground } from '../../playground/start'
import { isOnRedis } from '../support/playground'

/** A playground in a process of its own, so that a test can end it in the midst of an installation. Started with data folder, manifest and zips. */
const [dataDir = '', manifest = '', zips = ''] = process.argv.slice(2)

void startPlayground({ ...(isOnRedis && { openPlace: openRedisPlace }), dataDir, release: { manifest, zips }, env: { ...process.env, PLAYGROUND_WORKERS: '2' } }).then(({ url }) => process.send?.(url))
