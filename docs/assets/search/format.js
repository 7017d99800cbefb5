/**
 * The search index as its files hold it, for the type checker: nothing here runs or is fetched. `hooks/survey/search/` writes
 * the files and says what they mean. References are positions in the lists of the head.
 *
 * @typedef {[id: string, title: string]} Titled
 * @typedef {Record<string, number[]>} Terms positions by vocabulary
 *
 * @typedef {{id: string, title: string, number: string, lead: string, up: number, aliases: string[]}} Section
 * @typedef {{id: string, title: string, lead: string, section: number, terms: Terms, aliases: string[]}} Approach
 * @typedef {[approach: number, claim: string, terms?: Terms]} Place
 * @typedef {{key: string, title: string, year: number, venue: number, authors: string[], more: 0 | 1, topics: number[], places: Place[], has: string[]}} Paper
 *
 * @typedef {{v: number, synonyms: string[][], facets: Titled[], vocabularies: Record<string, Titled[]>, searched: string[],
 *   sections: Section[], approaches: Approach[], venues: string[], topics: string[]}} Head
 * @typedef {{papers: Paper[]}} Whole what follows the head for a survey that one file holds
 * @typedef {{papers?: undefined, count: number, fields: string[], starts: string[], block: number, sets: Record<string, [value: string, count: number][]>}} Split
 *   what follows it for a large one
 * @typedef {Head & (Whole | Split)} Index
 *
 * @typedef {[mask: number, ...steps: number[]]} Group
 * @typedef {Record<string, Group[] | [total: number, ...groups: Group[]]>} Words a file of words of a large survey
 */

export {};
