import ArgumentParser
import Foundation
import HTTPTypes
import Shared
import SharedHTML
import SharedInfrastructure
import SharedPostgres
import SharedServices
import Support
import Testing
@testable import Account

struct PeoplePageTests {
    @Test func `nobody but operators sees who is there, whatever else they are`() async throws {
        try await AccountSite.run { account in
            for (name, role) in [
                ("maya", nil), ("ed", RoleGrant(.editor)), ("shop", RoleGrant(.shopkeeper)), ("org", RoleGrant(.organiser)),
            ] {
                let member = try await account.member(name, roles: role.map { [$0] } ?? [])
                for path in ["/people", "/people/maya"] {
                    let page = try await account.ask(path, member)
                    #expect(
                        page.status == 403 && page.body.contains("This is for operators of the site.")
                            && !page.body.contains("@example.org"))
                    #expect(PageCheck(page.body).faults == [])
                }
                for path in ["grants", "withdrawals"] {
                    #expect(try await account.send("role=operator+site", to: "/people/\(name)/\(path)", member).status == 403)
                }
                #expect(try await account.services.require(\.roles).held(by: member.person.id).count == (role == nil ? 0 : 1))
            }
        }
    }

    @Test func `an operator finds somebody, gives them a role, and takes it away; each counts at once, and they read of it`() async throws {
        try await AccountSite.run { account in
            let stall = try await account.market("Stall & Sons")
            let (omar, maya) = (
                try await account.member("omar", name: "Omar", roles: [.siteOperator]), try await account.member()
            )
            let list = try await account.ask("/people?words=MAY", omar)
            list.expectPrivatePage()
            #expect(list.body.contains("href=\"/people/maya\"") && list.body.contains("1 found") && !list.body.contains("/people/omar"))
            let grant = try #require(RoleGrant(.shopkeeper, of: .market(stall)))
            let page = try await account.ask("/people/maya", omar)
            page.expectPrivatePage()
            #expect(page.body.contains("<option value=\"\(grant)\">Shopkeeper of Stall &amp; Sons</option>"))
            _ = try await account.ask("/", maya)
            let form = "role=\(grant.description.percentEncoded)"
            let given = try await account.page(after: try await account.send(form, to: "/people/maya/grants", omar), omar)
            given.expectPrivatePage()
            #expect(given.body.contains("The role is given") && given.body.contains("<span>given by omar</span>"))
            #expect(given.body.contains("<h3>Shopkeeper of Stall &amp; Sons</h3>"))
            #expect(try await account.ask("/", maya).body.contains("Shopkeeper of Stall &amp; Sons"))
            let again = try await account.page(after: try await account.send(form, to: "/people/maya/grants", omar), omar)
            #expect(again.body.contains("They have that role already"))
            let taken = try await account.page(after: try await account.send(form, to: "/people/maya/withdrawals", omar), omar)
            #expect(taken.body.contains("The role is taken away"))
            #expect(try await !account.ask("/", maya).body.contains("Shopkeeper of"))
            let history = try await account.history(of: maya)
            #expect(history.map(\.kind) == [.roleWithdrawn, .roleGranted])
            #expect(history.allSatisfy { $0.detail == "shopkeeper of Stall & Sons, by omar" })
        }
    }

    @Test func `a withdrawn operator is one no more with the next request`() async throws {
        try await AccountSite.run { account in
            let (omar, maya) = (
                try await account.member("omar", roles: [.siteOperator]), try await account.member(roles: [.siteOperator])
            )
            #expect(try await account.ask("/people", maya).status == 200)
            #expect(try await account.send("role=operator+site", to: "/people/maya/withdrawals", omar).status == 303)
            #expect(try await account.ask("/people", maya).status == 403)
            #expect(try await account.send("role=operator+site", to: "/people/maya/grants", maya).status == 403)
        }
    }

    @Test func `the last operator cannot withdraw; of two who withdraw each other at once, one stays`() async throws {
        try await AccountSite.run { account in
            let omar = try await account.member("omar", roles: [.siteOperator])
            let page = try await account.send("role=operator+site", to: "/people/omar/withdrawals", omar)
            page.expectPrivatePage(422)
            #expect(page.body.contains("Make somebody else operator first") && page.body.contains("role=\"alert\""))
            for round in 0..<5 {
                let maya = try await account.member("maya\(round)", roles: [.siteOperator])
                let answers = try await withThrowingTaskGroup(of: Int.self) { group in
                    for (actor, name) in [(omar, "maya\(round)"), (maya, "omar")] {
                        group.addTask { try await account.send("role=operator+site", to: "/people/\(name)/withdrawals", actor).status }
                    }
                    return try await group.reduce(into: [Int]()) { $0.append($1) }
                }
                #expect(answers.filter { $0 == 303 }.count == 1, "\(answers)")
                let holders = try await account.services.require(\.roles).holders()
                #expect(holders.count == 1)
                if holders.first?.person.id == maya.person.id {
                    #expect(try await account.send("role=operator+site", to: "/people/omar/grants", maya).status == 303)
                    let gone = try await account.send("role=operator+site", to: "/people/maya\(round)/withdrawals", maya)
                    #expect(gone.headers[.location] == "/")
                }
            }
        }
    }

    @Test(arguments: ["", "role=", "role=king+site", "role=member+site", "role=operator+market", "role=editor+site&role=operator+site"])
    func `what is no role is not given`(form: String) async throws {
        try await AccountSite.run { account in
            let (omar, maya) = (try await account.member("omar", roles: [.siteOperator]), try await account.member())
            try await account.send(form, to: "/people/maya/grants", omar).expectPrivatePage(422)
            #expect(try await account.services.require(\.roles).held(by: maya.person.id).isEmpty)
        }
    }

    @Test func `a market that is not there has no shopkeeper, and who is not there no role`() async throws {
        try await AccountSite.run { account in
            let omar = try await account.member("omar", roles: [.siteOperator])
            let form = "role=shopkeeper+market:\(ID<Market>())"
            let page = try await account.send(form, to: "/people/omar/grants", omar)
            page.expectPrivatePage(422)
            #expect(page.body.contains("no such market"))
            for name in ["nobody", "Omar", "..", "%00"] {
                #expect(try await account.ask("/people/\(name)", omar).status == 404)
                #expect(try await account.send("role=editor+site", to: "/people/\(name)/grants", omar).status == 404)
            }
            for query in ["?words=%25", "?words=zzz", "?words=%00", "?words=\(String(repeating: "x", count: 3000))"] {
                try await account.ask("/people\(query)", omar).expectPrivatePage()
            }
            for query in ["?page=2", "?page=x", "?words=a&words=b"] {
                #expect(try await account.ask("/people\(query)", omar).status == 404)
            }
        }
    }

    @Test func `the operator's command makes the first operator, and keeps the last`() async throws {
        try await AccountSite.run { account in
            let maya = try await account.member()
            let desk = try RoleDesk(account.services) { _ in }
            #expect(try await desk.grant(.siteOperator, to: maya.person.username, by: nil))
            #expect(try await !desk.grant(.siteOperator, to: maya.person.username, by: nil))
            #expect(try await account.history(of: maya).map(\.detail) == ["operator of the whole site, by an operator’s command"])
            await #expect(throws: RoleRefusal.lastOperator) { try await desk.withdraw(.siteOperator, from: maya.person.username, by: nil) }
            let nobody = try #require(Username("nobody"))
            await #expect(throws: RoleRefusal.noSuchPerson(nobody)) { try await desk.grant(.siteOperator, to: nobody, by: nil) }
        }
    }

    @Test(arguments: [
        (["roles"], "list"), (["roles", "grant", "--username", "maya", "--role", "operator"], "grant"),
        (
            ["roles", "withdraw", "--username", "maya", "--role", "shopkeeper", "--scope", "market:0199a000-0000-7000-8000-000000000001"],
            "withdraw"
        ),
    ])
    func `the command is read as its help says`(words: [String], subcommand: String) throws {
        let command = try AccountApp.parseAsRoot(words)
        #expect("\(type(of: command))".lowercased() == subcommand)
    }

    @Test(arguments: [
        ["roles", "grant", "--username", "Maya", "--role", "operator"], ["roles", "grant", "--username", "maya", "--role", "king"],
        ["roles", "grant", "--role", "operator"], ["roles", "grant", "--username", "maya", "--role", "editor", "--scope", "market"],
    ])
    func `a command with a slip in it is refused`(words: [String]) {
        #expect(throws: (any Error).self) { try AccountApp.parseAsRoot(words) }
    }
}

extension AccountSite {
    fileprivate func market(_ name: String) async throws -> ID<Market> {
        let catalogue = PostgresCatalogue(recording: PostgresActivities(database))
        let draft = MarketDraft(of: .new, slug: try #require(Slug("stall")), name: name, about: "Things")
        return try await database.run { (transaction: borrowing Transaction) in try await catalogue.save(draft, in: transaction).id }
    }
}
