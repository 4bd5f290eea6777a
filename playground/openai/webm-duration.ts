/** Whether the header of a WebM file tells how long it is: the element 44 89 with a length of 4 or 8, before the first cluster. */
export const hasWebmDuration = (bytes: Buffer): boolean => {
  const cluster = bytes.indexOf(Buffer.from([0x1f, 0x43, 0xb6, 0x75]))
  const head = bytes.subarray(0, cluster < 0 ? Math.min(bytes.length, 4096) : cluster)
  return head.includes(Buffer.from([0x44, 0x89, 0x88])) || head.includes(Buffer.from([0x44, 0x89, 0x84]))
}
