import type { SandboxEvent } from '../../api.js';

/** A platform on this computer, with made-up records. */
export interface RunningSandbox {
  authData: Record<string, string>;
  /** Makes one of the kind's events happen. */
  happen(event: string): void;
  close(): Promise<void>;
}

export interface SandboxKind {
  id: string;
  platform: string;
  /** How the list of steps calls it. */
  listedAs: string;
  /** As a connection is labelled on Zapier. */
  label: string;
  /** What can be made to happen there. */
  events: SandboxEvent[];
  /** Each is loaded and started when it is first used: the page shall not wait for all. */
  start(): Promise<RunningSandbox>;
}

export const ARRIVES: SandboxEvent = { key: 'contact_arrives', label: 'A new contact arrives' };
export const MOVES: SandboxEvent = {
  key: 'phone_changes',
  label: 'Jane Doe gets a new phone number',
};
export const TAGGED: SandboxEvent = { key: 'contact_tagged', label: 'A contact is tagged vip' };
export const WRITES: SandboxEvent = { key: 'customer_writes', label: 'A customer writes' };
