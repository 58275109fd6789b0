/** What the user entered in the connection, checked and with defaults filled in. */
export interface Connection {
  /** Key of the platform in the list. */
  platform: string;
  apiKey: string;
  /** As typed; each platform knows what may follow the host. */
  baseUrl: string | undefined;
  /** What the platform calls an account: its number, or the ID of a location. */
  accountId: string | undefined;
  hmacToken: string | undefined;
  timeoutSeconds: number;
  allowSelfSigned: boolean;
  proxyUrl: string | undefined;
}
