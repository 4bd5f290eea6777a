/** Minted once, for ever: saved logic and installed apps refer to them. Never change one, never use one twice. */

export const componentId = 'c_386471d0091b6e18bacd03e828591fca'

/** Each function exists twice, as twins with ids of their own: in UI Builder and in Cloud Code. */
export const functionIds = {
  transcribe: { ui: '773a34c5a29c558ce8cac3416e2b406a', cloud: '9eb85d5bb1ee2a6209c3e366179bf87d' },
  translate: { ui: '7e61b058af5afc3365a4d11ef9ce0366', cloud: 'c4b29cc6cb7f657ed27c5c7954563760' },
  captions: { ui: '55f441c1b7d13f6a6a0e8634c83931b9', cloud: '1beb6d510229bca88b9ec0135c3ce52b' },
  transcriptText: { ui: '891efb4d317a3409998e8b85288568ed', cloud: '7c6164eac85afc619c49c387ee459b69' },
  findWords: { ui: '584579fe0ea7441998e56ac27bc6002e', cloud: '725b7c3941da1e448f8031a97bbd3971' },
  textAtTime: { ui: 'b2ea4894d1db01829a1089acb657d05b', cloud: '78da91638df23ee0091c851068f95bf4' },
  speakers: { ui: 'ce44b969aec71aa69368dafe8b673cc4', cloud: '9a9572ae7185e44502d5d07441080539' },
  cost: { ui: 'b16c998d7c5690a456e5b38b95872a48', cloud: 'b83f9443a5f8c7733452ee7b3502d2d4' },
  startLong: { ui: '36dea7de1b38f772cc06ab8e85ef81b7', cloud: 'da370a3f1f316eb2f1bfe2e3962199ff' },
  getJob: { ui: 'fcc9d6975e87ff1ca7ee36e1fc1b11a6', cloud: 'ceaf100fc43585ed82e38f82d6bcc1ce' },
  waitForJob: { ui: '0067920e7bbf393987cd9f9178c54116', cloud: '905a2a3b6df41860ffa86211d1ede324' },
  cancelJob: { ui: '7001eb6d896246eb9b6f73e69e96e12e', cloud: '5fb8e94b43f189b1afcf4d2366d17a03' },
  uploadAndTranscribe: { ui: 'bf9a72b82d4cc6b2fb78d71c04cfe87f', cloud: '483118cec7658f8282ebf0d9570282a8' },
} as const
