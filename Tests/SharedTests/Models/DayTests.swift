import Foundation
import Shared
import Testing

struct DayTests {
    @Test func `days are counted as Foundation's Gregorian calendar counts them`() throws {
        var calendar = Foundation.Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        for number in stride(from: -200_000, through: 200_000, by: 89) {
            let day = try #require(Day(number: number))
            let parts = calendar.dateComponents(
                [.year, .month, .day, .weekday], from: Date(timeIntervalSince1970: Double(number) * 86_400 + 43_200))
            // Foundation's calendar is Julian before 15 October 1582.
            guard number > -141_427 else { continue }
            #expect(day.date.year == parts.year && day.date.month == parts.month && day.date.day == parts.day)
            #expect((day.weekday + 1) % 7 + 1 == parts.weekday)
            #expect(Day(day.description) == day)
        }
    }

    @Test func `every day of the calendar is written and read, to its ends`() throws {
        #expect(Day(number: Day.first)?.description == "0001-01-01" && Day(number: Day.last)?.description == "9999-12-31")
        #expect(Day(number: Day.first - 1) == nil && Day(number: Day.last + 1) == nil)
        let last = try #require(Day("9999-12-31"))
        #expect(last + 1 == last && Month(of: last).lastDay == last && Week(of: last).number == 52)
        for number in stride(from: Day.first, through: Day.last, by: 997) {
            let day = try #require(Day(number: number))
            #expect(Day(day.description) == day && Week(Week(of: day).description) == Week(of: day) && Month(of: day).days.contains(day))
        }
    }

    @Test(arguments: ["2027-02-29", "2027-2-01", "27-02-01", "2027-13-01", "2027-00-10", " 2027-02-01", "2027-02-01 ", "", "2027-02-0a"])
    func `what is no day is none`(text: String) { #expect(Day(text) == nil) }

    @Test func `weeks are numbered as ISO 8601 does`() throws {
        for (day, week) in [
            ("2026-12-31", "2026-W53"), ("2027-01-03", "2026-W53"), ("2027-01-04", "2027-W01"), ("2024-12-30", "2025-W01"),
            ("2020-12-31", "2020-W53"), ("2021-01-01", "2020-W53"), ("2022-01-01", "2021-W52"), ("2026-11-26", "2026-W48"),
        ] {
            #expect(Week(of: try #require(Day(day))).description == week)
            #expect(Week(week)?.description == week)
        }
        let foundation = Foundation.Calendar(identifier: .iso8601)
        for number in stride(from: -30_000, through: 60_000, by: 5) {
            let date = Date(timeIntervalSince1970: Double(number) * 86_400 + 43_200)
            let week = Week(of: try #require(Day(number: number)))
            #expect(
                week.number == foundation.component(.weekOfYear, from: date)
                    && week.year == foundation.component(.yearForWeekOfYear, from: date))
        }
    }

    @Test(arguments: [
        "2027-W53", "2026-W54", "2026-W00", "2026-W5", "2026-w48", "2026W48", "2026-W+1", "-2026-W01", "02026-W01", "2026-W48x", "",
    ])
    func `what is no week is none`(text: String) { #expect(Week(text) == nil) }

    @Test func `a month's weeks are whole and hold it`() throws {
        for count in 0..<120 {
            let february = try #require(Month("2024-02"))
            let month = february + count
            let weeks = month.wholeWeeks
            #expect(
                weeks.count % 7 == 0 && (28...42).contains(weeks.count) && weeks.lowerBound.weekday == 0 && weeks.upperBound.weekday == 6)
            #expect(weeks.contains(month.firstDay) && weeks.contains(month.lastDay) && month + 1 - 1 == month)
        }
        #expect(Month("2024-02")?.lastDay.description == "2024-02-29" && Month("2024-12").map { $0 + 1 } == Month("2025-01"))
    }
}
