// Before each test file: no time limit of a request ends by the clock, which a busy machine would make it do.
// `holdTimeLimits` ends them when a test says so.
AbortSignal.timeout = () => new AbortController().signal;
