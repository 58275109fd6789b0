// A feed of pages that are written down one by one.
import type { Feed, FeedPage, FeedRequest } from '../../../platforms/contract/feed.js';
import { passTime } from '../../simulator/zapier/clock.js';

/** What a page costs. */
export const COST_MS = 10;

/** What a server has under each cursor. */
export type Pages = Record<string, FeedPage<string> | Error>;

/** Pages by their cursors, the first one as `top`; it writes down what it was asked. */
export class Written implements Feed<string> {
  asked: FeedRequest[] = [];
  surfaces?: boolean;
  sweep?: NonNullable<Feed<string>['sweep']>;

  constructor(private readonly pages: Pages) {}

  async page(request: FeedRequest): Promise<FeedPage<string>> {
    this.asked.push(request);
    passTime(COST_MS);
    const page = this.pages[request.cursor ?? 'top'];
    return page instanceof Error || !page
      ? Promise.reject(page ?? new Error(`There is no page ${request.cursor ?? 'top'}.`))
      : Promise.resolve(page);
  }

  /** Which pages were read. */
  get read(): string[] {
    return this.asked.map(({ cursor }) => cursor ?? 'top');
  }
}

/** A page of records by their keys: each with its time. */
export const page = (
  records: Record<string, number>,
  next?: string,
  more: Partial<FeedPage<string>> = {},
): FeedPage<string> => ({
  entries: Object.entries(records).map(([key, at]) => ({ key, at, item: key })),
  next,
  ...more,
});

/** Pages of one record each, named p1 to the last, but the first `top`; each a moment older than the one before. */
export const ladder = (count: number, newest: number): Pages =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      index === 0 ? 'top' : `p${String(index + 1)}`,
      page(
        { [`r${String(index + 1)}`]: newest - index },
        index + 1 < count ? `p${String(index + 2)}` : undefined,
      ),
    ]),
  );
