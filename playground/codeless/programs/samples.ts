/** Folder of the app's file storage with recordings to try. */
export const sampleFolder = 'samples'

/** What lies there after a program was opened: its name, and the asset of the playground that it is. */
export const samples = [
  { name: 'talk.mp3', asset: 'page/assets/sample.mp3' },
  { name: 'meeting.mp3', asset: 'page/assets/sample.mp3' },
  { name: 'talk.webm', asset: 'codeless/assets/talk.webm' },
] as const
