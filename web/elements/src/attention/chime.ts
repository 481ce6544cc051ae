/** A stroke of the bell. */
interface Stroke {
  readonly hz: number;
  /** When, from the beginning. */
  readonly atSeconds: number;
}

/** What rings along with a stroke: how many times as high, how loud, and for how long. */
const PARTIALS = [
  { times: 1, volume: 1, seconds: 0.9 },
  { times: 2, volume: 0.3, seconds: 0.5 },
  { times: 3.01, volume: 0.1, seconds: 0.25 },
] as const;

/** A fourth up. */
const CHIME: readonly Stroke[] = [
  { hz: 783.99, atSeconds: 0 },
  { hz: 1046.5, atSeconds: 0.13 },
];

/** The same, called twice, and higher. */
const URGENT: readonly Stroke[] = [
  { hz: 1046.5, atSeconds: 0 },
  { hz: 1396.91, atSeconds: 0.11 },
  { hz: 1046.5, atSeconds: 0.34 },
  { hz: 1396.91, atSeconds: 0.45 },
];

const VOLUME = 0.11;
const ATTACK_SECONDS = 0.006;
const SILENCE = 0.0001;

/** What comes so soon after a chime is one with it. */
const APART_MS = 900;

/** On which browsers let a page make sounds; some only at the end of a touch. */
const GESTURES = ["pointerdown", "pointerup", "keydown", "touchend"] as const;

let audio: AudioContext | undefined;
let isReady = false;
let lastMs = Number.NEGATIVE_INFINITY;
let isWaiting = false;
let sounding = 0;
const listeners = new Set<() => void>();

/** Whether the browser lets this page make sounds. */
export function canChime(): boolean {
  return isReady;
}

/**
 * Readies the sound at the first touch of the page, before which browsers allow none. Calls
 * `listener` then, until the function that it returns is called.
 */
export function readyChime(listener: () => void): () => void {
  listeners.add(listener);
  if (!isReady && !isWaiting) {
    isWaiting = true;
    for (const gesture of GESTURES) {
      addEventListener(gesture, touched, { capture: true, passive: true });
    }
  }
  return () => listeners.delete(listener);
}

/** Rings a short bell, synthesized; nothing before the page was touched. */
export function chime(isUrgent: boolean): void {
  const nowMs = performance.now();
  if (audio === undefined || !isReady || nowMs - lastMs < APART_MS) {
    return;
  }
  lastMs = nowMs;
  const context = audio;
  void context.resume().then(() => {
    for (const stroke of isUrgent ? URGENT : CHIME) {
      strike(context, stroke);
    }
  });
}

function strike(context: AudioContext, { hz, atSeconds }: Stroke): void {
  const start = context.currentTime + atSeconds;
  for (const { times, volume, seconds } of PARTIALS) {
    const tone = new OscillatorNode(context, { frequency: hz * times });
    const level = new GainNode(context, { gain: SILENCE });
    level.gain.setValueAtTime(SILENCE, start);
    level.gain.exponentialRampToValueAtTime(VOLUME * volume, start + ATTACK_SECONDS);
    level.gain.exponentialRampToValueAtTime(SILENCE, start + seconds);
    tone.connect(level).connect(context.destination);
    tone.start(start);
    tone.stop(start + seconds);
    sounding += 1;
    tone.addEventListener("ended", () => {
      sounding -= 1;
      if (sounding === 0) {
        // An open line to the loudspeaker costs power, and keeps headphones from others.
        void context.suspend();
      }
    });
  }
}

async function touched(): Promise<void> {
  // Not every touch counts for the browser, nor is there sound everywhere.
  if (navigator.userActivation?.isActive === false || typeof AudioContext === "undefined") {
    return;
  }
  audio ??= new AudioContext();
  try {
    await audio.resume();
  } catch {
    return;
  }
  if (isReady) {
    return;
  }
  isReady = true;
  for (const gesture of GESTURES) {
    removeEventListener(gesture, touched, { capture: true });
  }
  void audio.suspend();
  for (const listener of [...listeners]) {
    listener();
  }
}
