/** One numbered step of the schema. Once released it is never edited: an endpoint in the field may stand on it. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}
