import Foundation
import HTTPTypes
import Shared
import SharedInfrastructure
import Support
import Testing
@testable import Events

struct CalendarFileTests {
    @Test func `An entry's file says when it is in UTC, by the rules of its zone, and stays the same event when it moves`() async throws {
        try await EventsSite.run { events async throws in
            let id = try await events.save(
                "Seeds; soil, & \\ all", "2031-06-21T19:30", "2031-06-21T21:30", about: "<p>Bring seeds.</p><p>And soil.</p>",
                place: "The hall, upstairs")
            let first = try await events.app.ask("/entries/\(id)/entry.ics")
            #expect(first.status == 200 && first.headers[.contentType] == "text/calendar; charset=utf-8")
            #expect(first.headers[.contentDisposition] == "attachment; filename=\"seeds-soil-all.ics\"")
            #expect(first.body.contains("UID:\(id)\r\n") && first.body.contains("SEQUENCE:0\r\n"))
            #expect(first.body.contains("DTSTART:20310621T183000Z\r\n") && first.body.contains("DTEND:20310621T203000Z\r\n"))
            #expect(
                first.body.contains("SUMMARY:Seeds\\; soil\\, & \\\\ all\r\n") && first.body.contains("LOCATION:The hall\\, upstairs\r\n"))
            #expect(first.body.contains("DESCRIPTION:Bring seeds.\\nAnd soil.\r\n") && first.body.contains("STATUS:CONFIRMED\r\n"))
            let winter = (try #require(LocalTime("2031-12-21T19:30")), try #require(LocalTime("2031-12-21T21:30")))
            _ = try await events.planning.move(id, to: winter.0, until: winter.1)
            _ = try await events.planning.cancel(id)
            let second = try await events.app.ask("/entries/\(id)/entry.ics").body
            #expect(second.contains("UID:\(id)\r\n") && second.contains("SEQUENCE:2\r\n") && second.contains("STATUS:CANCELLED\r\n"))
            #expect(second.contains("DTSTART:20311221T193000Z\r\n"))
        }
    }

    @Test func `A calendar's feed has its entries and no other's, and is not sent again when nothing changed`() async throws {
        try await EventsSite.run { events async throws in
            let today = try await events.today
            try await events.plan("Lately", "\(today - 20)T10:00", "\(today - 20)T12:00")
            try await events.plan("Long ago", "2020-06-21T19:30", "2020-06-21T21:30")
            try await events.plan("Market", "2031-06-21T08:00", "2031-06-21T16:00", in: "market-days")
            let feed = try await events.app.ask("/evenings/entries.ics")
            #expect(
                feed.status == 200 && feed.body.contains("SUMMARY:Lately") && !feed.body.contains("Long ago")
                    && !feed.body.contains("Market"))
            #expect(
                feed.body.contains("X-WR-CALNAME:Evenings and workshops\r\n") && feed.body.hasPrefix("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"))
            let tag = try #require(feed.headers[.eTag])
            #expect(try await events.app.ask("/evenings/entries.ics", [.ifNoneMatch: tag]).status == 304)
            try await events.plan("Later", "2031-06-22T08:00", "2031-06-22T16:00")
            #expect(try await events.app.ask("/evenings/entries.ics", [.ifNoneMatch: tag]).status == 200)
            let all = try await events.app.ask("/entries.ics").body
            #expect(all.contains("SUMMARY:Market") && all.contains("SUMMARY:Lately") && all.contains("X-WR-CALNAME:Rose Ash"))
            #expect(try await events.app.ask("/orchard-year/entries.ics").body.contains("BEGIN:VEVENT") == false)
        }
    }

    @Test(arguments: HostileNames.all + ["🍎🍏🍐🍊🍋🍌🍉🍇🍓🫐🍈🍒🍑🥭🍍🥥🥝🍅🍆🥑🥦🥬", "one\ttwo", "ende-\u{301}" + String(repeating: "é", count: 150)])
    func `No line is longer than 75 octets, no character is cut, and unfolded it says what was written`(title: String) async throws {
        try await EventsSite.run { events async throws in
            let title = String(String.UnicodeScalarView(title.unicodeScalars.prefix(199)))
            try await events.plan(title, "2031-06-21T19:30", "2031-06-21T21:30")
            let text = try await events.app.ask("/evenings/entries.ics").body
            for line in text.components(separatedBy: "\r\n") {
                #expect(line.utf8.count <= 75 && !line.contains("\n") && !line.contains("\u{FFFD}"))
            }
            let unfolded = text.replacingOccurrences(of: "\r\n ", with: "", options: .literal)
            let summary = try #require(unfolded.components(separatedBy: "\r\n").first { $0.utf8.starts(with: "SUMMARY:".utf8) })
            let read = unescaped(summary.unicodeScalars.dropFirst(8))
            let kept = String(
                String.UnicodeScalarView(
                    title.unicodeScalars.compactMap { $0 == "\t" ? " " : $0 == "\n" || !($0.value < 32 || $0.value == 127) ? $0 : nil }))
            #expect(read == kept)
        }
    }

    private func unescaped(_ text: some Sequence<Unicode.Scalar>) -> String {
        var (plain, isEscaped) = ("".unicodeScalars, false)
        for scalar in text {
            if scalar == "\\", !isEscaped {
                isEscaped = true
                continue
            }
            plain.append(isEscaped && scalar == "n" ? "\n" : scalar)
            isEscaped = false
        }
        return String(plain)
    }
}
