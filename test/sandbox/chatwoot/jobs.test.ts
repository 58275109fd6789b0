import { JobQueue } from '../../../sandbox/chatwoot/jobs.js';

describe('the jobs of a sandbox', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('wait until they are asked for, in their order, with what comes of them', () => {
    const done: string[] = [];
    const jobs = new JobQueue(false);
    jobs.add(() => {
      done.push('first');
      jobs.add(() => done.push('of the first'));
    });
    jobs.add(() => done.push('second'));
    expect([jest.getTimerCount(), jobs.isEmpty, done]).toEqual([0, false, []]);
    jobs.run();
    expect([jobs.isEmpty, done]).toEqual([true, ['first', 'second', 'of the first']]);
  });

  it('are done by themselves where nobody asks for them', () => {
    const done: string[] = [];
    const jobs = new JobQueue(true);
    jobs.add(() => done.push('first'));
    expect(done).toEqual([]);
    jest.runAllTimers();
    jobs.add(() => done.push('second'));
    jest.runAllTimers();
    expect(done).toEqual(['first', 'second']);
  });

  it('are forgotten when the sandbox is set back', () => {
    const done: string[] = [];
    const jobs = new JobQueue(true);
    jobs.add(() => done.push('first'));
    jobs.clear();
    jest.runAllTimers();
    jobs.run();
    expect([jobs.isEmpty, done]).toEqual([true, []]);
  });
});
