import type { HighlevelClient } from './client.js';

const APP = 'https://app.gohighlevel.com/v2/location';

/** A page of the location in HighLevel's app; the API's own address doesn't lead there. */
export function appUrl(client: HighlevelClient, page: string): string {
  return `${APP}/${client.locationId}/${page}`;
}
