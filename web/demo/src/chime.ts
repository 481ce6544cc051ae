const NOTES_HZ = [880, 1318.5];
const NOTE_SECONDS = 0.14;
const RING_SECONDS = 0.5;
const VOLUME = 0.12;

let context: AudioContext | undefined;

/** Browsers allow sound only after the user has touched the page: the first touch readies it. */
export function readyChime(): void {
  window.addEventListener("pointerdown", ready, { once: true });
  window.addEventListener("keydown", ready, { once: true });
}

function ready(): void {
  context ??= new AudioContext();
}

/** Rings a short two-note bell, silently doing nothing before the first touch. */
export function chime(): void {
  if (context === undefined) {
    return;
  }
  for (const [index, frequency] of NOTES_HZ.entries()) {
    ring(context, frequency, context.currentTime + index * NOTE_SECONDS);
  }
}

function ring(audio: AudioContext, frequency: number, at: number): void {
  const tone = new OscillatorNode(audio, { type: "sine", frequency });
  const volume = new GainNode(audio, { gain: 0 });
  volume.gain.setValueAtTime(VOLUME, at);
  volume.gain.exponentialRampToValueAtTime(0.001, at + RING_SECONDS);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + RING_SECONDS);
}
