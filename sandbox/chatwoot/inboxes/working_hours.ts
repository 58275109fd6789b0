import type { JsonObject } from '../rails/params.js';

/** The working hours a new inbox has: weekdays from nine to five. */
export function weeklySchedule(): JsonObject[] {
  return [0, 1, 2, 3, 4, 5, 6].map((day) => {
    const isWeekday = day > 0 && day < 6;
    return {
      day_of_week: day,
      closed_all_day: !isWeekday,
      open_hour: isWeekday ? 9 : null,
      open_minutes: isWeekday ? 0 : null,
      close_hour: isWeekday ? 17 : null,
      close_minutes: isWeekday ? 0 : null,
      open_all_day: false,
    };
  });
}
