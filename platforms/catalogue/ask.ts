import type { ApiRequest } from '../../http/request.js';
import { givesNothing, readAnswer } from './answer.js';
import type { Entry } from './entry.js';
import { subjectOf } from './errors.js';
import type { Filled } from './fill.js';
import type { Answer, Port } from './port.js';

/** Sends one of an operation's requests. @param see is shown the answer as it came */
export async function ask<Any extends Entry>(
  { wire, send }: Pick<Port<Any>, 'wire' | 'send'>,
  filled: Filled<Any>,
  asked: ApiRequest,
  see?: (data: unknown) => void,
): Promise<Answer> {
  const request: ApiRequest = {
    ...asked,
    subject: subjectOf(filled),
    secret: true,
    emptyAnswer: givesNothing(filled),
  };
  return send(filled, request, (data) => {
    see?.(data);
    return readAnswer(wire, filled, data);
  });
}
