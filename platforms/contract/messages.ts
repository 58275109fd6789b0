import type { Message } from '../../objects/message.js';
import type { Feed } from './feed.js';
import type { FormInput, Grouped, InputField, OutputField } from './form.js';

/** A page of a search; core insists on the token's key. */
export interface MessagePage {
  results: Message[];
  paging_token: string | null;
}

/** What the fields of Send Message are about. */
export type MessageGroup = 'message' | 'interactive' | 'email' | 'more';

/** Messages of one platform; what it can't do is absent. */
export interface Messages {
  /** Labels of what it tells of a message beyond what all platforms do. */
  outputFields: readonly OutputField[];
  /** The platform's own filters of the trigger for new messages. */
  feedFields(): InputField[];
  /** New messages of all conversations. @param filter the filled fields of `feedFields` */
  newest?: (filter: Record<string, unknown>) => Feed<Message>;
  /** Messages go to a contact, which `contact` of the values names by ID; absent where to a conversation. */
  isToContact?: true;
  /** The platform's own fields of Send Message, beyond `message`; some depend on what is filled already. */
  sendFields(input: Record<string, unknown>): Promise<Grouped<MessageGroup>[]>;
  /** @param input `message` and the filled fields of `sendFields` @returns the message as accepted */
  send(input: FormInput): Promise<Message>;
  /** The platform's own filters of Find Message. */
  findFields(): InputField[];
  /**
   * A page of a conversation's messages, newest first.
   * @param filter the filled fields of `findFields`
   * @param cursor the token of the page before
   */
  find(
    conversationId: string,
    filter: Record<string, unknown>,
    cursor: string | undefined,
  ): Promise<MessagePage>;
}
