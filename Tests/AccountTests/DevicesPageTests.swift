import Foundation
import HTTPTypes
import Shared
import SharedInfrastructure
import SharedPostgres
import SharedServices
import Support
import Testing
@testable import Account

struct DevicesPageTests {
    @Test func `each device is listed, this one first, and each other can be signed out`() async throws {
        try await AccountSite.run { account in
            let here = try await account.member(proved: Date() - 86_400)
            let phone = try await account.signIn(here.person)
            let page = try await account.ask("/devices", here)
            page.expectPrivatePage()
            let (first, second) = (page.body.firstRange(of: "Firefox on Linux"), page.body.firstRange(of: "Safari on an iPhone"))
            #expect(try #require(first).lowerBound < #require(second).lowerBound)
            #expect(page.body.components(separatedBy: "this device").count == 2)
            #expect(page.body.contains("value=\"\(phone.device.id)\"") && !page.body.contains("value=\"\(here.device.id)\""))
        }
    }

    @Test func `a device that is signed out is so at all six at once, and its owner reads of it`() async throws {
        try await AccountSite.run { account in
            let here = try await account.member()
            let phone = try await account.signIn(here.person)
            #expect(try await account.ask("/profile", phone).status == 200)
            let answer = try await account.send("device=\(phone.device.id)", to: "/devices/endings", here)
            let page = try await account.page(after: answer, here)
            #expect(page.body.contains("Signed out there") && !page.body.contains("Safari on an iPhone"))
            // Not after half a minute: this process hears of it without Redis.
            #expect(try await account.ask("/profile", phone).status == 303)
            let sessions = try account.services.require(\.sessions)
            #expect(try await sessions.sessions(of: here.person.id, at: Date()).map(\.device) == [here.device.id])
            let entry = try #require(try await account.history(of: here).first)
            #expect(entry.kind == .deviceEnded && entry.detail == "Safari on an iPhone" && entry.device == "Firefox on Linux")
            // Once more is nothing more.
            #expect(try await account.send("device=\(phone.device.id)", to: "/devices/endings", here).status == 303)
            #expect(try await account.history(of: here).count == 1)
        }
    }

    @Test func `nobody signs out a device of somebody else`() async throws {
        try await AccountSite.run { account in
            let (maya, omar) = (try await account.member(), try await account.member("omar"))
            #expect(try await account.send("device=\(omar.device.id)", to: "/devices/endings", maya).status == 303)
            #expect(try await account.ask("/profile", omar).status == 200)
            for member in [maya, omar] { #expect(try await account.history(of: member).isEmpty) }
        }
    }

    @Test func `all devices but this one are signed out together`() async throws {
        try await AccountSite.run { account in
            let here = try await account.member()
            let others = [try await account.signIn(here.person), try await account.signIn(here.person, label: "Chrome on Windows")]
            let page = try await account.page(after: try await account.send("", to: "/devices/other-endings", here), here)
            #expect(page.body.contains("Signed out everywhere but here") && !page.body.contains("/devices/endings"))
            for other in others { #expect(try await account.ask("/profile", other).status == 303) }
            #expect(try await Set(account.history(of: here).map(\.detail)) == ["Safari on an iPhone", "Chrome on Windows"])
        }
    }

    @Test func `somebody with many devices has them in pages, this one before all, and can sign out any of them`() async throws {
        try await AccountSite.run { account in
            let here = try await account.member(proved: Date() - 86_400)
            try await account.database.query(
                """
                insert into account.devices (id, person_id, label, method, started_at, proved_at, expires_at)
                select gen_random_uuid(), \(here.person.id), 'Phone ' || n, 'mail', now() - interval '1 day', now() - n * interval '1 second', now() + interval '1 day'
                from generate_series(1, 64) n
                """)
            let pages = try await (account.ask("/devices", here), account.ask("/devices?page=3", here))
            for page in [pages.0, pages.1] { page.expectPrivatePage() }
            let rows = { (page: Answer) in page.body.matches(of: #/<h3><bdi>([^<]*)<\/bdi>/#).map { String($0.1) } }
            #expect(rows(pages.0) == ["Firefox on Linux"] + (1...29).map { "Phone \($0)" })
            #expect(rows(pages.1) == (60...64).map { "Phone \($0)" })
            #expect(pages.0.body.contains("href=\"/devices?page=2\"") && pages.1.body.contains("Sign out everywhere but here"))
            #expect(try await account.ask("/devices?page=4", here).status == 404)
            #expect(try await account.ask("/", here).body.contains("You are signed in in 65 places."))
            let last = try #require(pages.1.body.matches(of: #/name="device" value="([^"]*)"/#).last?.1)
            #expect(try await account.send("device=\(last)", to: "/devices/endings", here).status == 303)
            #expect(try await account.ask("/", here).body.contains("You are signed in in 64 places."))
        }
    }

    @Test func `a history of thousands of entries is shown to its end, a page at a time`() async throws {
        try await AccountSite.run { account in
            let maya = try await account.member()
            try await account.database.query(
                """
                insert into account.audit_entries (id, person_id, kind, happened_at, device, detail)
                select gen_random_uuid(), \(maya.person.id), 'signed-in', now() - n * interval '1 minute', 'Phone ' || n, 'mail'
                from generate_series(1, 3001) n
                """)
            let last = try await account.ask("/history?page=101", maya)
            last.expectPrivatePage()
            #expect(last.body.contains("Phone 3001") && !last.body.contains("Phone 3000"))
            #expect(try await account.ask("/history?page=102", maya).status == 404)
        }
    }

    @Test func `who signs out the device in hand is a reader then`() async throws {
        try await AccountSite.run { account in
            let here = try await account.member()
            let answer = try await account.send("device=\(here.device.id)", to: "/devices/endings", here)
            #expect(answer.headers[.location] == "/")
            #expect(try await account.page(after: answer, here).body.contains("You are not signed in"))
        }
    }

    @Test func `every kind of entry is a sentence, in pages of thirty`() async throws {
        try await AccountSite.run { account in
            let maya = try await account.member()
            let trail = try account.services.require(\.auditTrail)
            let details = ["", "mail", "<b>x</b>"]
            let entries = AuditEntry.Kind.allCases.flatMap { kind in
                details.map { AuditEntry(kind: kind, at: Date(), device: "Firefox <3", detail: $0) }
            }
            try await account.database.run { (transaction: borrowing Transaction) in
                for entry in entries { try await trail.record(entry, of: maya.person.id, in: transaction) }
            }
            #expect(entries.allSatisfy { ($0.sentence.hasPrefix("You") || $0.sentence.hasPrefix("A key")) && !$0.sentence.contains("  ") })
            let first = try await account.ask("/history", maya)
            first.expectPrivatePage()
            #expect(
                first.body.components(separatedBy: "<li><p class=\"margin\">").count == 31
                    && first.body.contains("href=\"/history?page=2\""))
            try await account.ask("/history?page=2", maya).expectPrivatePage()
            for page in ["3", "0", "x", "1&page=2"] { #expect(try await account.ask("/history?page=\(page)", maya).status == 404) }
        }
    }
}
