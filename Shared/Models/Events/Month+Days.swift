extension Month {
    /// The month that `day` is in.
    package init(of day: Day) { self.init(whichHolds: day.date.year, day.date.month) }

    /// That many months later; the ends of the calendar are the nearest there is.
    package static func + (month: Self, months: Int) -> Month {
        let count = min(max(month.year * 12 + month.number - 1 + months, 12), 9999 * 12 + 11)
        return Month(whichHolds: count / 12, count % 12 + 1)
    }

    package static func - (month: Self, months: Int) -> Month { month + -months }

    package var firstDay: Day { Day(LocalTime(midnightOf: year, number, 1)) }
    package var lastDay: Day { self == self + 1 ? firstDay + 30 : (self + 1).firstDay - 1 }
    package var days: ClosedRange<Day> { firstDay...lastDay }

    /// The days that a wall calendar shows for it: whole weeks, from the Monday on or before its first day to the Sunday on or after its last.
    package var wholeWeeks: ClosedRange<Day> { firstDay.monday...max(firstDay.monday, lastDay.sunday) }
}
