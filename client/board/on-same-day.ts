/**
 * The wall moment at which the clock showed `time` (`hh:mm` or `hh:mm:ss`) on the day of another
 * moment, here. Both in milliseconds since the epoch; NaN where it is no time.
 */
export function onSameDay(moment: number, time: string): number {
  const [hours = NaN, minutes = NaN, seconds = 0] = time.split(':').map(Number)
  return new Date(moment).setHours(hours, minutes, seconds, 0)
}
