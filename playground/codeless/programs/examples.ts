import { componentId } from '../../../contract'
import { action, addTo, appAddress, attempt, audio, contains, emptyList, eventValue, forEach, fromJson, get, handler, ifThen, isZero, itemAt, join, length, loadObjects, merge, object, pageData, print, property, request, run, saveFile, saveObject, set, setProperty, split, text, toJson, yes, type Block } from './compose'
import type { LogicDocument, PageElement, Program } from './program'
import { sampleFolder } from './samples'

const ui = audio('ui')
const cloud = audio('cloud')

const document = (uid: string, event: string, xml: string): LogicDocument => ({ uid, event, xml, code: '' })

const sample = (name: string): Block => join(appAddress, text(`/files/${sampleFolder}/${name}`))

const onEnter = (...steps: readonly Block[]): LogicDocument => document('page', 'onEnter', handler('page', 'onEnter', ...steps))
const onClick = (uid: string, ...steps: readonly Block[]): LogicDocument => document(uid, 'onClick', handler('button', 'onClick', ...steps))

/** What went wrong is part of the page: a person should see it. */
const orSay = (...steps: readonly Block[]): Block => attempt(steps, [setProperty(pageData, 'problem', property(get('error'), 'message'))])

const problem: PageElement = { kind: 'text', uid: 'problem', name: 'Problem', path: 'problem' }
const button = (uid: string, name: string): PageElement => ({ kind: 'button', uid, name })
const shown = (uid: string, name: string): PageElement => ({ kind: 'text', uid, name, path: uid })

const record: Program = {
  id: 'record', title: 'Record, transcribe, show', place: 'ui', description: 'Two buttons record; when the audio is ready it is transcribed, and the text goes into page data.',
  howTo: 'Press Record on the page, speak, and press Stop.',
  page: [
    button('record', 'Record'), button('stop', 'Stop'),
    { kind: 'transcriber', uid: 'transcriber', name: 'Audio Transcriber', settings: { sendAfterStop: 'false' }, bindings: { status: 'status' } },
    shown('transcript', 'Transcript'), problem,
  ],
  logic: [
    onClick('record', action('transcriber', 'startRecording', false)),
    onClick('stop', action('transcriber', 'stopRecording', false)),
    document('transcriber', 'onAudioReady', handler(componentId, 'onAudioReady', orSay(setProperty(pageData, 'transcript', property(ui('uploadAndTranscribe', { audio: action('transcriber', 'getAudioFile', true) }), 'text'))))),
  ],
}

const fileUrl = eventValue('root_block_handler_context_blocks_file_url', 'File URL')

const upload: Program = {
  id: 'upload', title: 'Transcribe uploads in Cloud Code', place: 'cloud', description: 'When a file arrives in the folder inbox, Cloud Code transcribes it and saves the text in the folder transcripts.',
  howTo: 'Run deploys the handler and uploads a sample; choose a file of your own to upload another one.',
  page: [],
  logic: [document('files', 'afterUpload', handler('files', 'afterUpload',
    ifThen(contains(fileUrl, text('/inbox/')),
      set('transcript', cloud('transcribe', { audioFileUrl: fileUrl })),
      set('name', itemAt(split(fileUrl, '/'), 'LAST')),
      saveFile('/transcripts', join(get('name'), text('.txt')), property(get('transcript'), 'text'), false),
      print(join(get('name'), text(' is transcribed')))),
  ))],
}

/** A track of captions is HTML, which no block of Codeless makes. */
const showCaptions = `const video = document.querySelector('video')
video.querySelectorAll('track').forEach((track) => track.remove())
const track = document.createElement('track')
track.src = URL.createObjectURL(new Blob([captions], { type: 'text/vtt' }))
track.default = true
video.append(track)
track.track.mode = 'showing'`

const captions: Program = {
  id: 'captions', title: 'Captions for a video', place: 'ui', description: 'Transcribes a video with the times of its phrases, makes VTT captions and saves them in the folder captions.',
  howTo: 'Press Make captions on the page; enter the address of your own video first if you like.',
  page: [{ kind: 'input', uid: 'video', name: 'Address of the video', path: 'video' }, button('make', 'Make captions'), { kind: 'player', uid: 'player', name: 'Video', path: 'video' }, shown('captions', 'Captions'), shown('captionsFile', 'Saved as'), problem],
  logic: [
    onEnter(setProperty(pageData, 'video', sample('talk.webm'))),
    onClick('make', orSay(
      set('transcript', ui('transcribe', { audioFileUrl: property(pageData, 'video'), timestamps: text('segment') })),
      setProperty(pageData, 'captions', ui('captions', { transcript: get('transcript'), format: text('vtt') })),
      setProperty(pageData, 'captionsFile', saveFile('/captions', text('captions.vtt'), property(pageData, 'captions'), true)),
      run('show captions on the video', showCaptions, { captions: property(pageData, 'captions') }),
    )),
  ],
}

const meeting: Program = {
  id: 'meeting', title: 'Meeting notes with speakers', place: 'ui', description: 'Tells the speakers of a meeting apart, writes a paragraph for each turn, and counts how long everybody spoke.',
  howTo: 'Press Make notes on the page.',
  page: [button('make', 'Make notes'), shown('notes', 'Notes'), shown('summary', 'Who spoke'), problem],
  logic: [onClick('make', orSay(
    set('transcript', ui('transcribe', { audioFileUrl: sample('meeting.mp3'), speakers: yes })),
    setProperty(pageData, 'notes', ui('transcriptText', { transcript: get('transcript'), layout: text('speakers') })),
    setProperty(pageData, 'speakers', ui('speakers', { transcript: get('transcript') })),
    setProperty(pageData, 'summary', text('')),
    forEach('speaker', property(pageData, 'speakers'), setProperty(pageData, 'summary', join(property(pageData, 'summary'), property(get('speaker'), 'speaker'), text(' '), property(get('speaker'), 'seconds'), text(' s. ')))),
  ))],
}

const batch: Program = {
  id: 'batch', title: 'Batch over a folder', place: 'ui', description: 'Transcribes every recording of a folder, one after the other; a file that fails does not stop the others.',
  howTo: 'Press Transcribe all on the page.',
  page: [button('all', 'Transcribe all'), shown('count', 'Done'), shown('failed', 'Failed'), problem],
  logic: [onClick('all',
    setProperty(pageData, 'results', emptyList), setProperty(pageData, 'failed', text('')),
    set('files', request(join(appAddress, text(`/files/${sampleFolder}?pattern=*.mp3`)))),
    forEach('file', get('files'),
      attempt(
        [addTo(property(pageData, 'results'), object({ file: property(get('file'), 'name'), text: property(ui('transcribe', { audioFileUrl: property(get('file'), 'publicUrl') }), 'text') }))],
        [setProperty(pageData, 'failed', join(property(pageData, 'failed'), property(get('file'), 'name'), text(': '), property(get('error'), 'message')))],
      ),
      setProperty(pageData, 'count', length(property(pageData, 'results'))),
    ),
  )],
}

const archiveTable = 'Transcripts'

/** The Video component plays only addresses that end like those of videos; the browser passes over this part of the address. */
const playerSuffix = '&as=.webm'

/** A text inside the quotation marks of a condition: its own ones are doubled. */
const quoted = (value: Block): Block => merge(split(value, "'"), "''")

const listArchive = (): readonly Block[] => [
  setProperty(pageData, 'list', text('')),
  forEach('saved', loadObjects(archiveTable, undefined, 100), setProperty(pageData, 'list', join(property(pageData, 'list'), property(get('saved'), 'title'), text(': '), property(get('saved'), 'text'), text(' | ')))),
]

const archive: Program = {
  id: 'archive', title: 'Searchable archive', place: 'ui', description: 'Transcribes every recording of a folder once and saves it in the table Transcripts; searches what was said, and reopens a recording at the second of the first match.',
  howTo: 'Press Fill the archive, enter a word that was said, press Search, then Open the first match.',
  page: [
    button('fill', 'Fill the archive'), shown('list', 'Archive'), { kind: 'input', uid: 'query', name: 'Search for', path: 'query' }, button('search', 'Search'), shown('matches', 'Found'),
    button('reopen', 'Open the first match'), { kind: 'player', uid: 'player', name: 'Recording', path: 'audio' }, problem,
  ],
  logic: [
    onClick('fill', orSay(
      forEach('file', request(join(appAddress, text(`/files/${sampleFolder}?pattern=*.mp3`))),
        set('address', property(get('file'), 'publicUrl')),
        // Before the first save there is no table.
        attempt([set('known', loadObjects(archiveTable, join(text("audio = '"), quoted(get('address')), text("'")), 1))], [set('known', emptyList)]),
        ifThen(isZero(length(get('known'))),
          set('transcript', ui('transcribe', { audioFileUrl: get('address'), timestamps: text('segment') })),
          saveObject(archiveTable, object({ title: property(get('file'), 'name'), audio: get('address'), text: property(get('transcript'), 'text'), transcript: toJson(get('transcript')) })),
        ),
      ),
      ...listArchive(),
    )),
    onClick('search', orSay(
      setProperty(pageData, 'matches', text('')), setProperty(pageData, 'found', emptyList),
      forEach('saved', loadObjects(archiveTable, join(text("text like '%"), quoted(property(pageData, 'query')), text("%'")), 20),
        forEach('match', ui('findWords', { transcript: fromJson(property(get('saved'), 'transcript')), words: property(pageData, 'query') }),
          addTo(property(pageData, 'found'), join(property(get('saved'), 'audio'), text('#t='), property(get('match'), 'start'), text(playerSuffix))),
          setProperty(pageData, 'matches', join(property(pageData, 'matches'), property(get('saved'), 'title'), text(' at '), property(get('match'), 'start'), text(' s | '))),
        ),
      ),
    )),
    onClick('reopen', orSay(setProperty(pageData, 'audio', itemAt(property(pageData, 'found'), 'FIRST')))),
  ],
}

const long: Program = {
  id: 'long', title: 'Long recording', place: 'ui', description: 'Starts a transcription that goes on by itself, keeps its job id, and waits for the text; the job can be cancelled, and asked how far it is.',
  howTo: 'Press Start and wait for the text. For a recording of hours, press How far meanwhile.',
  page: [button('start', 'Start'), button('ask', 'How far'), button('cancel', 'Cancel'), shown('job', 'Job'), shown('percent', 'Percent'), shown('transcript', 'Transcript'), problem],
  logic: [
    onClick('start', orSay(
      setProperty(pageData, 'job', property(ui('startLong', { audioFileUrl: sample('talk.mp3') }), 'jobId')),
      setProperty(pageData, 'transcript', property(ui('waitForJob', { job: property(pageData, 'job') }), 'text')),
      setProperty(pageData, 'percent', text('100')),
    )),
    onClick('ask', orSay(setProperty(pageData, 'percent', property(ui('getJob', { job: property(pageData, 'job'), include: text('state') }), 'percent')))),
    onClick('cancel', orSay(setProperty(pageData, 'percent', property(ui('cancelJob', { job: property(pageData, 'job'), reason: text('Not needed any more') }), 'state')))),
  ],
}

/** A page with nothing in its logic, to begin with. */
const blank: Program = {
  id: 'blank', title: 'My own logic', place: 'ui', description: 'An empty page with two buttons, the Audio Transcriber and a text, for logic of your own.',
  howTo: 'Drag blocks into the event, then press Run.',
  page: [
    button('record', 'Record'), button('stop', 'Stop'),
    { kind: 'transcriber', uid: 'transcriber', name: 'Audio Transcriber', settings: { sendAfterStop: 'false' }, bindings: { status: 'status' } },
    shown('transcript', 'Transcript'), problem,
  ],
  logic: [],
}

/** Ready-made programs; the blank one comes first. */
export const examples: readonly Program[] = [blank, record, upload, captions, meeting, batch, archive, long]
