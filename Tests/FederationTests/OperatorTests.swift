import Crypto
import Foundation
import Shared
import SharedPostgres
import SharedServices
import Support
import Testing

/// The program's commands, as an operator gives them.
struct OperatorTests {
    @Test func `an operator registers a client, whose secret is told once, and retires it`() async throws {
        try await OperatedProgram.run("Federation", from: .keyed) { federation, database async throws in
            #expect(try await federation("clients").output == "None is registered. To register one: clients add --help\n")
            let added = try await federation(
                "clients", "add", "ally", "--name", "An ally", "--redirect", "https://ally.example/cb", "--redirect", "http://127.0.0.1/cb",
                "--post-logout-redirect", "https://ally.example/bye", "--logout", "https://ally.example/logout")
            #expect(added.isSuccess && added.errors.isEmpty && added.output.hasPrefix("Registered: ally\n"), "\(added.errors)")
            let secret = try #require(added.output.firstMatch(of: #/shown again: (\S+)\n/#)?.1)
            let hash = Array(SHA256.hash(data: Data(secret.utf8)))
            let rows = try await database.query("select secret_hash from oauth.clients where id = 'ally'")
            #expect(try rows.map { try $0["secret_hash"] as [UInt8]? } == [hash])
            let listed = try await federation("clients", "list").output
            for words in [
                "ally  An ally  (with a secret, registered ", "redirect https://ally.example/cb\n", "redirect http://127.0.0.1/cb\n",
                "after signing out https://ally.example/bye\n", "told of sign-outs at https://ally.example/logout\n",
            ] { #expect(listed.contains(words), "\(words)") }
            #expect(!listed.contains(secret))
            #expect(try await federation("clients", "retire", "ally").output == "It is retired.\n")
            #expect(try await federation("clients", "retire", "ally").output == "It was retired already.\n")
            #expect(try await federation("clients").output.contains("ally  An ally  (retired "))
            let again = try await federation("clients", "add", "ally", "--name", "Another", "--redirect", "https://ally.example/cb")
            #expect(try #require(again.refusal).contains("ally is taken"))
        }
    }

    @Test func `a client that keeps no secret is given none`() async throws {
        try await OperatedProgram.run("Federation", from: .keyed) { federation, _ async throws in
            let added = try await federation(
                "clients", "add", "widget", "--name", "A widget", "--redirect", "https://widget.example/cb", "--public")
            #expect(added.isSuccess && added.output == "Registered: widget\n")
            #expect(try await federation("clients").output.contains("widget  A widget  (public, registered "))
        }
    }

    @Test(arguments: [
        (["clients", "add", "Not An Id", "--name", "x", "--redirect", "https://ally.example/cb"], "'Not An Id' is invalid"),
        (["clients", "add", "blog", "--name", "x", "--redirect", "https://ally.example/cb"], "blog is taken"),
        (["clients", "add", "x", "--name", "", "--redirect", "https://ally.example/cb"], "its name is empty"),
        (["clients", "add", "x", "--name", "x"], "--redirect"),
        (["clients", "add", "x", "--redirect", "https://ally.example/cb"], "--name"),
        (["clients", "add", "x", "--name", "x", "--redirect", "http://ally.example/cb"], "'http://ally.example/cb' is invalid"),
        (["clients", "add", "x", "--name", "x", "--redirect", "javascript:alert(1)"], "'javascript:alert(1)' is invalid"),
        (["clients", "add", "x", "--name", "x", "--redirect", "https://ally.example/cb#x"], "is invalid"),
        (
            ["clients", "add", "x", "--name", "x", "--redirect", "https://ally.example/cb", "--logout", "ftp://ally.example/"],
            "'ftp://ally.example/' is invalid"
        ),
        (["clients", "retire", "nobody"], "there is no client nobody"),
        (["clients", "remove", "x"], "remove"),
        (["keys", "rotate"], "the next key was published"),
        (["mail", "try", "no address"], "'no address' is invalid"),
        (["mail", "--limit", "many"], "'many' is invalid"),
    ])
    func `what cannot be done is one line that says why, and changes nothing`(command: [String], why: String) async throws {
        try await OperatedProgram.run("Federation", from: .keyed) { federation, database async throws in
            let before = try await state(of: database)
            let ended = try await federation.run(command)
            #expect(try #require(ended.refusal, "\(ended)").contains(why), "\(ended.errors)")
            #expect(try await state(of: database) == before)
        }
    }

    @Test func `an operator sees the keys, and turns them when they are old enough or have leaked`() async throws {
        try await OperatedProgram.run("Federation", from: .keyed) { federation, database async throws in
            let first = try await federation.keys()
            #expect(first.map(\.status) == ["current", "next"])
            try await database.query(
                "update oauth.signing_keys set created_at = created_at - interval '2 hours', changed_at = changed_at - interval '2 hours'")
            let turned = try await federation("keys", "rotate")
            #expect(turned.isSuccess && turned.output.hasPrefix("They are turned."), "\(turned.errors)")
            let second = try await federation.keys()
            #expect(second.map(\.status) == ["current", "next", "previous"])
            #expect(second[0].id == first[1].id && second[2].id == first[0].id)
            let leaked = try await federation("keys", "rotate", "--leaked")
            #expect(leaked.isSuccess && leaked.output.contains("the old ones are gone"), "\(leaked.errors)")
            let third = try await federation.keys()
            #expect(third.map(\.status) == ["current", "next"] && Set(third.map(\.id)).isDisjoint(with: second.map(\.id)))
        }
    }

    @Test func `before federation has started once there are no keys`() async throws {
        try await OperatedProgram.run("Federation") { federation, _ async throws in
            #expect(try await federation("keys").output == "There is none yet. The first are made when federation starts.\n")
        }
    }

    @Test func `an operator sees the mail that did not go out`() async throws {
        try await OperatedProgram.run("Federation", from: .keyed) { federation, database async throws in
            #expect(try await federation("mail").output == "All mail went out.\n")
            let message = OutgoingMessage(
                to: try #require(EmailAddress("maya@example.org")), subject: "Hello", text: "Hello\n", html: "<p>Hello</p>", kind: .signIn)
            try await database.run { (transaction: borrowing Transaction) in
                try await PostgresMailOutbox().post(message, in: transaction)
            }
            try await database.query("update mail.messages set error = 'the relay\nis away'")
            let listed = try await federation("mail", "troubled", "--limit", "1")
            #expect(
                listed.output.contains("\(message.id) sign-in to maya@example.org: waiting") && listed.output.contains("the relay is away"))
        }
    }
}

extension OperatedProgram {
    fileprivate func keys() async throws -> [(id: String, status: String)] {
        let listed = try await self("keys", "list")
        return listed.output.matches(of: #/(\S+)  (\w+) since/#).map { (String($0.1), String($0.2)) }
    }
}

/// All that a command here could change.
private func state(of database: Database) async throws -> [String] {
    try await database.query(
        """
        select 'client ' || id || coalesce(retired_at::text, '') as line from oauth.clients
        union all select 'key ' || id || status from oauth.signing_keys union all select 'mail ' || id from mail.messages order by 1
        """
    ).map { try $0["line"] }
}
