const place = 'gamelan.sound'

/** Partials of a small gong: frequency in hertz, loudness and seconds until it has faded. */
const partials = [
  { frequency: 293.7, gain: 0.09, fades: 1.8 },
  { frequency: 466.2, gain: 0.045, fades: 1.1 },
  { frequency: 738.5, gain: 0.02, fades: 0.6 },
] as const

/** The quiet sound of a landing inject: off until this person switches it on in this browser. */
class BellSound {
  on = $state(localStorage.getItem(place) === 'on')
  #audio: AudioContext | null = null

  toggle(): void {
    this.on = !this.on
    localStorage.setItem(place, this.on ? 'on' : 'off')
    this.ring()
  }

  ring(): void {
    if (!this.on) return
    const audio = (this.#audio ??= new AudioContext())
    for (const { frequency, gain, fades } of partials) strike(audio, frequency, gain, fades)
  }
}

function strike(audio: AudioContext, frequency: number, loudness: number, fades: number): void {
  const [tone, gain] = [audio.createOscillator(), audio.createGain()]
  const now = audio.currentTime
  tone.frequency.value = frequency
  gain.gain.setValueAtTime(0.0001, now)
  gain.gain.exponentialRampToValueAtTime(loudness, now + 0.015)
  gain.gain.exponentialRampToValueAtTime(0.0001, now + fades)
  tone.connect(gain).connect(audio.destination)
  tone.start(now)
  tone.stop(now + fades)
}

export const bellSound = new BellSound()
