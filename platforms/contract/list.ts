/** Key of the hidden trigger that fills a dropdown; public. */
export type ListKey = `list_${string}`;

/** What is known of a list without a connection. */
export interface ListFacts {
  /** What a choice is: `Portal`. */
  noun: string;
  /** Several of them, as the hidden trigger is called: `Portals by ID`. */
  plural: string;
  /** What a choice goes by; its record's number unless told. */
  goesBy?: 'text';
  /** Input keys, with their labels, that the form must hold before there is anything to choose. */
  dependsOn?: Readonly<Record<string, string>>;
  /** What is stored for a text that is typed, not chosen; the text itself unless told. */
  stored?: (typed: string) => string;
  /** The search that finds one, and the key of what a choice goes by there: `find_team.id`. */
  search?: string;
}

/** The lists of a platform, by the keys of their hidden triggers. */
export type Lists<Facts extends ListFacts = ListFacts> = Readonly<Record<ListKey, Facts>>;
