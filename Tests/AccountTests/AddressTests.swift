import Foundation
import HTTPTypes
import Shared
import SharedHTML
import SharedInfrastructure
import SharedServices
import SharedPostgres
import Support
import Testing
@testable import Account

struct AddressTests {
    @Test func `an address changes once both ends have said yes, and the old one is told`() async throws {
        try await AccountSite.run { account in
            let maya = try await account.member()
            let asked = try await account.send("address=New%40Example.org", to: "/address", maya)
            let page = try await account.page(after: asked, maya)
            page.expectPrivatePage()
            #expect(page.body.contains("new@example.org") && page.body.components(separatedBy: "not yet").count == 3)
            let links = try await account.links()
            #expect(links.map(\.to) == ["maya@example.org", "new@example.org"])
            // Opening a link, as programs for mail do, does nothing; nor does it need a session.
            for link in links {
                let question = try await account.app.ask(link.path)
                question.expectPrivatePage()
                #expect(question.headers[values: .referrerPolicy] == ["strict-origin"])
                #expect(question.body.contains("Yes, change it") && question.body.contains("<dd>new@example.org</dd>"))
            }
            #expect(try await account.address(of: maya) == "maya@example.org")
            let half = try await account.send("token=\(links[1].token)", to: "/address/confirmations", nil)
            #expect(half.headers[.location] == "/address/confirmed")
            #expect(try await account.app.ask("/address/confirmed").body.contains("Half of it"))
            #expect(try await account.address(of: maya) == "maya@example.org")
            #expect(try await account.app.ask(links[1].path).body.contains("You have said yes here"))
            #expect(try await account.ask("/address", maya).body.contains("has said yes"))
            let whole = try await account.send("token=\(links[0].token)", to: "/address/confirmations", nil)
            #expect(whole.headers[.location] == "/address/confirmed?by=both")
            #expect(try await account.address(of: maya) == "new@example.org")
            let mail = try await account.mail()
            #expect(mail.count == 3 && mail[2].to == "maya@example.org" && mail[2].text.contains("new@example.org"))
            #expect(try await account.history(of: maya).map(\.kind) == [.addressChanged, .addressChangeAsked])
            for link in links { try await account.app.ask(link.path).expectPrivatePage(404) }
        }
    }

    @Test func `a link to sign in that was sent to the old address ends with it`() async throws {
        try await AccountSite.run { account in
            let (maya, omar) = (try await account.member(), try await account.member("omar"))
            let signIns = try account.services.require(\.signIns)
            let network = SecretToken().hash
            func mailed(_ member: Member) async throws -> SignInSecrets {
                let sign = NewSignIn(
                    address: member.person.email, browser: SecretToken(), next: "/", network: network, widerNetwork: network)
                let begun = try await account.database.run { (transaction: borrowing Transaction) in
                    try await signIns.begin(sign, at: Date(), in: transaction)
                }
                guard case .mailed(let secrets) = begun else { throw Problem.notFound }
                return secrets
            }
            let (hers, his) = (try await mailed(maya), try await mailed(omar))
            func isOpen(_ secrets: SignInSecrets) async throws -> Bool {
                try await signIns.link(secrets.token, in: nil, at: Date())?.state == .open
            }
            _ = try await account.send("address=new%40example.org", to: "/address", maya)
            let links = try await account.links()
            _ = try await account.send("token=\(links[0].token)", to: "/address/confirmations", nil)
            #expect(try await isOpen(hers))
            _ = try await account.send("token=\(links[1].token)", to: "/address/confirmations", nil)
            #expect(try await account.address(of: maya) == "new@example.org")
            #expect(try await !isOpen(hers))
            #expect(try await isOpen(his))
        }
    }

    @Test func `both ends that say yes at the same time change it once`() async throws {
        try await AccountSite.run { account in
            let maya = try await account.member()
            _ = try await account.send("address=new%40example.org", to: "/address", maya)
            let links = try await account.links()
            let outcomes = try await withThrowingTaskGroup(of: String?.self) { group in
                for link in links + links {
                    group.addTask { try await account.send("token=\(link.token)", to: "/address/confirmations", nil).headers[.location] }
                }
                return try await group.reduce(into: [String?]()) { $0.append($1) }
            }
            #expect(outcomes.filter { $0 == "/address/confirmed?by=both" }.count == 1)
            #expect(try await account.address(of: maya) == "new@example.org")
            #expect(try await account.history(of: maya).filter { $0.kind == .addressChanged }.count == 1)
        }
    }

    @Test func `who asks for somebody's address learns nothing of that; its owner does`() async throws {
        try await AccountSite.run { account in
            let (maya, _) = (try await account.member(), try await account.member("omar"))
            let taken = try await account.send("address=omar%40example.org", to: "/address", maya)
            let mail = try await account.mail()
            #expect(mail.map(\.to) == ["maya@example.org", "omar@example.org"])
            #expect(!mail[1].text.contains("token=") && !mail[1].text.contains("maya"))
            let page = try await account.page(after: taken, maya)
            let free = try await account.send("address=free%40example.org", to: "/address", maya)
            let other = try await account.page(after: free, maya)
            #expect(taken.status == free.status && taken.headers[.location] == free.headers[.location])
            func plain(_ page: Answer, _ address: String) -> String {
                page.body.replacing(address, with: "…").replacing(#/\d\d:\d\d/#, with: "…").replacing(#/datetime="[^"]*"/#, with: "…")
            }
            #expect(plain(page, "omar@example.org") == plain(other, "free@example.org"))
        }
    }

    @Test func `an address that somebody took in the meantime stays theirs`() async throws {
        try await AccountSite.run { account in
            let maya = try await account.member()
            _ = try await account.send("address=omar%40example.org", to: "/address", maya)
            let links = try await account.links()
            _ = try await account.member("omar")
            _ = try await account.send("token=\(links[0].token)", to: "/address/confirmations", nil)
            let late = try await account.send("token=\(links[1].token)", to: "/address/confirmations", nil)
            #expect(late.status == 409)
            #expect(try await account.address(of: maya) == "maya@example.org")
            #expect(try await account.history(of: maya).map(\.kind) == [.addressChangeAsked])
        }
    }

    @Test func `who gives it up, or asks anew, makes the links of before do nothing`() async throws {
        try await AccountSite.run { account in
            let maya = try await account.member()
            _ = try await account.send("address=first%40example.org", to: "/address", maya)
            _ = try await account.send("address=second%40example.org", to: "/address", maya)
            let links = try await account.links()
            for link in links.prefix(2) {
                #expect(try await account.send("token=\(link.token)", to: "/address/confirmations", nil).status == 404)
            }
            let page = try await account.page(after: try await account.send("", to: "/address/cancellations", maya), maya)
            #expect(!page.body.contains("second@example.org") && page.body.contains("stays what it is"))
            for link in links { #expect(try await account.send("token=\(link.token)", to: "/address/confirmations", nil).status == 404) }
            #expect(try await account.address(of: maya) == "maya@example.org")
        }
    }

    @Test func `after a day the links do nothing, and before it they do`() async throws {
        try await AccountSite.run { account in
            let maya = try await account.member()
            let changes = try account.services.require(\.addressChanges)
            let (asked, new) = (Date(), try #require(EmailAddress("new@example.org")))
            let begun = try await account.database.run { (transaction: borrowing Transaction) in
                try await changes.begin(maya.person.id, to: new, at: asked, in: transaction)
            }
            for (seconds, isThere) in [(86_399.0, true), (86_401, false)] {
                #expect(try await changes.find(begun.oldToken, at: asked + seconds)?.end == (isThere ? .old : nil))
                #expect(try await (changes.underWay(for: maya.person.id, at: asked + seconds) != nil) == isThere)
                let confirmed = try await account.database.run { (transaction: borrowing Transaction) in
                    try await changes.confirm(begun.oldToken, at: asked + seconds, in: transaction)
                }
                #expect((confirmed != nil) == isThere)
            }
        }
    }

    @Test func `two mailboxes are asked at most five times a day, however many ask at once`() async throws {
        try await AccountSite.run { account in
            let maya = try await account.member()
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for number in 0..<8 {
                    group.addTask { try await account.send("address=n\(number)%40example.org", to: "/address", maya) }
                }
                return try await group.reduce(into: [Answer]()) { $0.append($1) }
            }
            #expect(answers.filter { $0.status == 303 }.count == 5)
            for refused in answers where refused.status != 303 {
                refused.expectPrivatePage(422)
                #expect(refused.body.contains("Try again tomorrow"))
            }
            #expect(try await account.mail().count == 10)
        }
    }

    @Test(arguments: [
        "", "maya", "maya%40", "maya%40example.org", "MAYA%40example.org", "a%40b%40example.org", "x%0d%0aBcc%3ay%40example.org",
    ])
    func `what is no other address comes back with what was typed, and nobody is written to`(typed: String) async throws {
        try await AccountSite.run { account in
            let maya = try await account.member()
            let page = try await account.send("address=\(typed)", to: "/address", maya)
            page.expectPrivatePage(422)
            #expect(page.body.contains("id=\"address-problem\""))
            #expect(try await account.mail().isEmpty)
        }
    }

    @Test(arguments: ["", "?token=", "?token=abc", "?token=\(SecretToken().text)"])
    func `a link that was never given asks nothing`(query: String) async throws {
        try await AccountSite.run { account in
            let page = try await account.app.ask("/address/confirmation\(query)")
            page.expectPrivatePage(404)
            #expect(!page.body.contains("<form class=\"form\""))
        }
    }
}

extension AccountSite {
    /// The links of the mail that was posted, the first first.
    fileprivate func links() async throws -> [(to: String, path: String, token: String)] {
        try await mail().compactMap { mail in
            guard let start = mail.text.firstRange(of: "\(Self.origin)/address/confirmation?token=") else { return nil }
            let token = String(mail.text[start.upperBound...].prefix(64))
            return (mail.to, "/address/confirmation?token=\(token)", token)
        }
    }

    fileprivate func address(of member: Member) async throws -> String? {
        try await services.require(\.people).person(member.person.id)?.email.description
    }
}
