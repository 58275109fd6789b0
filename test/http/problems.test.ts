// Each sentence of the network's own table as a whole. Without core.
import type { Facts } from '../../http/error_rule.js';
import { Problem, type ProblemDetails, type ProblemText } from '../../http/problem.js';
import { fileProblems, wireProblems, wireTexts, type FileFacts } from '../../http/problems.js';

/** What Zapier shows of an error. */
const LONGEST = 250;
const PLATFORM = 'Konverte Digital';
const HOST = 'conversas.minha-empresa.com.br';
const AGAIN = 'This is usually temporary: try again, or replay the run later.';

const USER: ProblemDetails = {};
const FAULT: ProblemDetails = { isFault: true };
const OVER: ProblemDetails = { isFault: true, isOver: true };

function expectText(made: Problem, message: string, details: ProblemDetails): void {
  expect(made.message).toBe(message);
  expect({ kind: made.kind, details: made.details }).toEqual({ kind: 'error', details });
  expect(made.message.length).toBeLessThanOrEqual(LONGEST);
}

describe('a problem on the way to a platform', () => {
  it.each<[Problem, string]>([
    [
      wireProblems.unreadableUrl(),
      'API URL: this is not a web address. Enter an address such as `https://chat.example.com`.',
    ],
    [
      wireProblems.urlWithCredentials(),
      'API URL: remove the user name and password from the address; the key has its own field.',
    ],
    [
      wireProblems.urlWithQuery(),
      'API URL: remove everything from the `?` or `#` on; only the address itself is needed.',
    ],
    [
      wireProblems.urlWithoutHttps(HOST),
      `API URL: the address must start with \`https://\`, so that your key travels encrypted. Try \`https://${HOST}\`.`,
    ],
    [
      wireProblems.notPublic('Proxy URL', '192.168.10.20'),
      'Proxy URL: Zapier cannot reach 192.168.10.20, which is not on the internet. Enter an address that is open to everyone.',
    ],
    [
      wireProblems.unusableId('maria fernanda'),
      '`maria fernanda` is not an ID. Choose the record from the list or map its ID from a step.',
    ],
    [
      wireProblems.tooLongToAsk('m'.repeat(1234)),
      `\`${'m'.repeat(60)}…\` is too long to search by: it has 1,234 characters. Enter a part of it, or something shorter.`,
    ],
    [
      wireProblems.proxyWantsLogin('proxy.minha-empresa.com.br'),
      "Proxy URL: the proxy at proxy.minha-empresa.com.br wants a user name and password. Write them into the connection's Proxy URL, like `http://name:password@proxy.example.com:3128`.",
    ],
    [
      wireProblems.proxyFailed('proxy.minha-empresa.com.br', 'ECONNREFUSED'),
      "Proxy URL: the proxy at proxy.minha-empresa.com.br could not be used (ECONNREFUSED). Check the connection's Proxy URL.",
    ],
    [
      wireProblems.unknownHost(PLATFORM, HOST),
      `${PLATFORM} could not be reached: there is no server named ${HOST}. Check the connection's API URL.`,
    ],
    [
      wireProblems.badCertificate(PLATFORM, HOST, 'CERT_HAS_EXPIRED'),
      `${PLATFORM}: the certificate of ${HOST} is not valid (CERT_HAS_EXPIRED). Ask who runs the server to renew it or, if you trust this server, set "Allow Self-Signed Certificate" in the connection.`,
    ],
    [
      wireProblems.badProxy(),
      'Proxy URL: this is not a proxy address. It looks like `http://proxy.example.com:3128`.',
    ],
    [
      wireProblems.redirected(PLATFORM, HOST, 'login.minha-empresa.com.br'),
      `${PLATFORM}: ${HOST} sends requests on to login.minha-empresa.com.br. Your key was not sent there. If that is the right address, enter it as the connection's API URL.`,
    ],
    [
      wireProblems.redirected(PLATFORM, HOST),
      `${PLATFORM}: ${HOST} sends requests on to an address that is none. Your key was not sent there. If that is the right address, enter it as the connection's API URL.`,
    ],
    [
      wireProblems.redirectedWithin(HOST),
      `${HOST} keeps redirecting the request to itself, so it did not arrive. Check the connection's API URL, or ask whoever runs the server whether it wants another path.`,
    ],
  ])('is for the user to mend: %s', (made, message) => expectText(made, message, USER));

  it.each<[Problem, string]>([
    [
      wireProblems.timeout(PLATFORM, 20),
      `${PLATFORM} did not finish answering within 20 s. ${AGAIN} A slow server can be given more time with the connection's Timeout.`,
    ],
    [
      wireProblems.unreachable(PLATFORM, HOST, 'ECONNRESET'),
      `${PLATFORM} could not be reached at ${HOST} (ECONNRESET). ${AGAIN}`,
    ],
    [
      wireProblems.unreachable(PLATFORM, HOST, ''),
      `${PLATFORM} could not be reached at ${HOST} (no connection). ${AGAIN}`,
    ],
    [
      wireProblems.notAnApi(PLATFORM, HOST),
      `${HOST} answered with a web page instead of data, so it does not look like the API of ${PLATFORM}. Check the connection's API URL: the help text below that field says what belongs there.`,
    ],
    [wireProblems.brokenAnswer(PLATFORM), `${PLATFORM} sent an incomplete answer. ${AGAIN}`],
    [
      wireProblems.tooLarge(PLATFORM, 12 * 1024 * 1024),
      `${PLATFORM} sent an answer of more than 12 MB, which is the most that is read. Ask for fewer records: fill more of the fields that narrow them down.`,
    ],
    [
      wireProblems.unexpectedAnswer(PLATFORM),
      `${PLATFORM} sent an answer that this integration does not understand. Check that the connection's API URL leads to ${PLATFORM}; if it does, tell its support which step failed.`,
    ],
  ])('is nobody’s fault: %s', (made, message) => expectText(made, message, FAULT));

  it.each<[Problem, string]>([
    [
      wireProblems.outOfTime(PLATFORM),
      `${PLATFORM} was so slow that the time of this run is used up, and the rest of the step was not tried. ${AGAIN}`,
    ],
    [
      wireProblems.cutByRun(PLATFORM),
      `${PLATFORM} was so slow that the time of this run was used up while it was still answering. ${AGAIN}`,
    ],
  ])('is the end of the run: %s', (made, message) => expectText(made, message, OVER));
});

describe('a refusal that no platform’s table has a row for', () => {
  const facts: Facts = {
    platform: PLATFORM,
    host: HOST,
    status: 422,
    subject: 'contact 482',
    said: 'Nome inválido',
    code: '',
    attributes: [],
    kind: 'json',
  };

  it.each<[Partial<Facts>, ProblemText]>([
    [
      { status: 500 },
      {
        what: `${PLATFORM} has a problem of its own (status 500, contact 482).`,
        todo: AGAIN,
        said: 'Nome inválido',
      },
    ],
    [
      { status: 503, subject: '', kind: 'html', said: '' },
      { what: `${PLATFORM} has a problem of its own (status 503).`, todo: AGAIN, said: '' },
    ],
    [
      { status: 403, kind: 'html' },
      {
        what: `${HOST} refused the request with a web page (status 403, contact 482).`,
        todo: 'A firewall in front of the server, or a wrong API URL in the connection, does that.',
      },
    ],
    [
      { status: 401, subject: '' },
      {
        what: `${PLATFORM} refused the request (status 401).`,
        todo: "Check the connection's key.",
        said: 'Nome inválido',
      },
    ],
    [
      { status: 403 },
      {
        what: `${PLATFORM} refused the request (status 403, contact 482).`,
        todo: "Ask an administrator of the account: the connection's key lacks the right, or its plan does not include this.",
        said: 'Nome inválido',
      },
    ],
    [
      { status: 404 },
      {
        what: `${PLATFORM} found nothing for contact 482.`,
        todo: "Check the ID and, if nothing works, the connection's API URL.",
        said: '',
      },
    ],
    [
      { status: 404, subject: '' },
      {
        what: `${PLATFORM} found nothing at this address.`,
        todo: "Check the ID and, if nothing works, the connection's API URL.",
        said: '',
      },
    ],
    [
      { status: 408 },
      { what: `${PLATFORM} did not get the request in time (contact 482).`, todo: AGAIN },
    ],
    [
      { status: 408, subject: '' },
      { what: `${PLATFORM} did not get the request in time.`, todo: AGAIN },
    ],
    [
      { status: 499 },
      { what: `${PLATFORM} refused the request (status 499, contact 482).`, said: 'Nome inválido' },
    ],
  ])('says what to do: %j', (changes, text) => {
    expect(wireTexts.refused({ ...facts, ...changes })).toEqual(text);
  });

  it('may be one of a limit', () => {
    expect(wireTexts.tooManyRequests(facts)).toEqual({
      what: `${PLATFORM} received too many requests at once.`,
      todo: 'Zapier tries again by itself.',
    });
    expect(wireTexts.allowanceUsedUp(facts)).toEqual({
      what: `${PLATFORM} allows no more requests today: this account's daily allowance is used up.`,
      todo: 'Replay the run when it is renewed, within 24 hours, and let fewer Zaps run, or run less often.',
    });
  });

  it('says what may have become of a write', () => {
    expect(wireTexts.mayHaveWritten).toBe(
      'The change may have been made all the same; running the step again is safe.',
    );
    expect(wireTexts.mayHaveAdded).toBe(
      'It may have been done all the same: look before you repeat it.',
    );
  });
});

describe('a problem with a file', () => {
  const HOSTED = 'arquivos.minha-empresa.com.br';
  const file: FileFacts = { field: 'Attachments', place: 2, host: HOSTED, name: 'proposta.pdf' };
  const NAMED = `Attachments: file 2 (\`proposta.pdf\` at ${HOSTED})`;

  it.each<[Problem, string]>([
    [
      fileProblems.notAnAddress('Attachments', 3),
      "Attachments: file 3 is not a file's web address. Nothing was sent. Map a file from an earlier step, or enter an address that starts with `https://`, without a user name and password.",
    ],
    [
      fileProblems.notPublic(file),
      `${NAMED} is on a network that is not open to the internet. Nothing was sent. Use an address that anybody can open.`,
    ],
    [
      fileProblems.refused({ ...file, name: undefined }, 404),
      `Attachments: file 2 (${HOSTED}) could not be opened: its server answered with status 404. Nothing was sent. Has the link expired, or does it need a login? Map the file itself from an earlier step.`,
    ],
    [
      fileProblems.refused(file, 500),
      `${NAMED} could not be opened: its server answered with status 500. Nothing was sent. ${AGAIN}`,
    ],
    [
      fileProblems.unreachable(file, 'ETIMEDOUT'),
      `${NAMED} could not be read to its end (ETIMEDOUT). Nothing was sent. Check its address, then try again.`,
    ],
    [
      fileProblems.lostOnTheWay(file),
      `${NAMED}: its server only sends on to other addresses. Nothing was sent. Use the file's own address.`,
    ],
    [
      fileProblems.tooSlow(file),
      `${NAMED} came too slowly. Nothing was sent. Use a smaller file or a faster server, set a longer Timeout in the connection, or send a link in the text.`,
    ],
    [
      fileProblems.tooBig(file, 5.9 * 1024 * 1024),
      `${NAMED} is bigger than 5 MB, the most that is taken. Nothing was sent. Use a smaller file, or send a link in the text.`,
    ],
    [
      fileProblems.webPage(file),
      `${NAMED} is a web page, not a file. Nothing was sent. Map the file itself from an earlier step, or use the address that downloads it.`,
    ],
  ])('names it, and says that nothing was sent: %s', (made, message) => {
    expectText(made, message, USER);
  });
});
