import Foundation
import Shared
import SharedPostgres
import SharedServices
import Support
import Testing

/// `Account roles`, as an operator gives it.
struct RolesCommandTests {
    @Test func `the first operator is made by a command, and whom it concerns reads of it`() async throws {
        try await operate { account, database, maya async throws in
            #expect(try await account("roles").output.hasPrefix("Nobody holds a role."))
            let granted = try await account("roles", "grant", "--username", "maya", "--role", "operator")
            #expect(granted.isSuccess && granted.output.hasPrefix("maya is "), "\(granted.errors)")
            #expect(try await account("roles", "list").output.hasPrefix("maya: operator"))
            #expect(try await account("roles", "grant", "--username", "maya", "--role", "operator").output == "They are that already.\n")
            let entries = try await PostgresAuditTrail(database).entries(of: maya.id, limit: 9)
            #expect(entries.map(\.kind) == [.roleGranted] && entries.first?.detail.hasSuffix("by an operator’s command") == true)
            _ = try await account("roles", "grant", "--username", "maya", "--role", "editor")
            let withdrawn = try await account("roles", "withdraw", "--username", "maya", "--role", "editor")
            #expect(withdrawn.isSuccess && withdrawn.output.hasPrefix("maya is not "), "\(withdrawn.errors)")
            #expect(try await account("roles", "withdraw", "--username", "maya", "--role", "editor").output == "They are not that.\n")
        }
    }

    @Test(arguments: [
        (["grant", "--username", "omar", "--role", "editor"], "Nobody is called omar."),
        (["withdraw", "--username", "omar", "--role", "editor"], "Nobody is called omar."),
        (["withdraw", "--username", "maya", "--role", "operator"], "Nobody could give roles then."),
        (["grant", "--username", "maya", "--role", "king"], "'king' is invalid"),
        (["grant", "--username", "No Name", "--role", "editor"], "'No Name' is invalid"),
        (["grant", "--username", "maya", "--role", "editor", "--scope", "market:0192f0a0-0000-7000-8000-000000000000"], "Nobody can be"),
        (["grant", "--username", "maya", "--role", "shopkeeper", "--scope", "everything"], "'everything' is invalid"),
        (
            ["grant", "--username", "maya", "--role", "shopkeeper", "--scope", "market:0192f0a0-0000-7000-8000-000000000000"],
            "There is no such market"
        ),
        (["grant", "--username", "maya"], "--role"),
        (["grant", "--role", "editor"], "--username"),
    ])
    func `what cannot be done is one line that says why, and changes nothing`(command: [String], why: String) async throws {
        try await operate { account, database, _ async throws in
            _ = try await account("roles", "grant", "--username", "maya", "--role", "operator")
            let before = try await state(of: database)
            let ended = try await account.run(["roles"] + command)
            #expect(try #require(ended.refusal, "\(ended)").contains(why), "\(ended.errors)")
            #expect(try await state(of: database) == before)
        }
    }
}

/// The program, over a database in which there is Maya.
private func operate(_ body: (OperatedProgram, Database, Person) async throws -> Void) async throws {
    try await OperatedProgram.run("Account") { account, database async throws in
        let people = PostgresPeople(database, recording: PostgresActivities(database))
        let (username, email) = (try #require(Username("maya")), try #require(EmailAddress("maya@example.org")))
        let maya = try await database.run { (transaction: borrowing Transaction) in
            try await people.register(username, name: "Maya", email: email, in: transaction)
        }
        try await body(account, database, maya)
    }
}

/// All that a command here could change.
private func state(of database: Database) async throws -> [String] {
    try await database.query(
        """
        select role || ' ' || scope || coalesce(withdrawn_at::text, '') as line from account.roles
        union all select kind || ' ' || detail from account.audit_entries order by 1
        """
    ).map { try $0["line"] }
}
