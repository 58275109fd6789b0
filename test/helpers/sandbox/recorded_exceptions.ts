/** Differences that are none of the server's, for one reason. */
interface Allowed {
  reason: string;
  /** `METHOD path status: what differs`. */
  covers: RegExp;
}

/** What may differ; an entry that nothing needs fails. */
export const allowed: readonly Allowed[] = [
  {
    reason: 'The recording shows agents’ messages there, the seed contacts’ as well.',
    covers:
      /(messages\[\]\.|last_non_activity_message\.|^DELETE \S+messages\/\{id\} 200: )sender\.(additional_attributes|blocked|custom_attributes|email|identifier|phone_number) is too much$/,
  },
  {
    reason: 'The recorded contact was never active.',
    covers:
      /(contact_merge|destroy_custom_attributes|^P(ATCH|UT) \S+contacts\/\{id\}|^PATCH \S+conversations\/\{id\}) 200: (payload\.|meta\.sender\.)?last_activity_at is too much$/,
  },
  {
    reason: 'A text where a page was sent, else a number: no page was sent in the recording.',
    covers: /contacts\/search 200: meta\.current_page string, not number$/,
  },
  {
    reason: 'No recorded message was one of an e-mail inbox.',
    covers: /content_attributes\.((b?cc|to)_emails|email) is too much$/,
  },
  {
    reason: 'The recorded conversation has no files.',
    covers: /^GET \S+messages 200: payload\[\]\.attachments is too much$/,
  },
  {
    reason: 'The recorded account’s e-mail inbox was made, where these are held, and never read.',
    covers:
      /^GET \S+inboxes(\/\{id\})? 200: (payload\[\]\.)?(email|forwarding_enabled|(imap|smtp)_\w+) is too much$/,
  },
  {
    reason: 'The recorded account has no WhatsApp inbox.',
    covers:
      /^GET \S+inboxes 200: payload\[\]\.(message_templates|reauthorization_required|provider_config) is too much$/,
  },
  {
    reason: 'The sandbox has fewer integrations.',
    covers:
      /integrations\/apps 200: payload\[\]\.settings_form_schema\[\]\.(validationName|validation-messages|default|options|help) is lacking$/,
  },
  {
    reason: 'Rows by the kinds of inboxes.',
    covers:
      /(first_response_time_distribution|summary_reports\/channel) 200: Channel::(Email|Whatsapp) is too much$/,
  },
];

/** Pairs that the sandbox isn't brought to, by the reason; an entry that is produced after all fails. */
export const notProduced: readonly { reason: string; pairs: readonly string[] }[] = [
  {
    reason: 'No step of the app asks for it, so the sandbox has no such route.',
    pairs: [
      'GET /api/v1/accounts/{account}/cache_keys 200',
      'GET /api/v1/accounts/{account}/csat_survey_responses 200',
      'GET /api/v1/accounts/{account}/inboxes/{id}/assignable_agents 200',
    ],
  },
];
