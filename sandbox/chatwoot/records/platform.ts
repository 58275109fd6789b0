import type { JsonObject } from '../rails/params.js';

/** The part of an account that only the platform API reads and writes. */
export interface AccountSettings {
  locale: string;
  domain: string | null;
  support_email: string | null;
  custom_attributes: JsonObject;
  limits: JsonObject;
  /** The names of the features that are switched on. */
  features: string[];
}
