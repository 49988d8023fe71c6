/** What a page says, by name: a text, one that depends on something, or a group of them. */
export interface Words {
  readonly [name: string]: Saying
}
type Saying =
  | string
  | number
  | boolean
  | null
  | undefined
  | ((...about: never[]) => string)
  | Words
  | readonly Saying[]

/** Gives the words of an area in another language: the English ones for whatever it lacks. */
export type Translation = <English extends Words>(area: string, english: English) => English
