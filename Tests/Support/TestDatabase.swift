import FoundationEssentials
package import SharedPostgres

/// A database of a test's own: made in a tenth of a second as a copy of a template, dropped after.
package struct TestDatabase: Sendable {
    package let name: String
    /// Its address, for a process that is to use it.
    package let url: String

    package var configuration: PostgresConfiguration {
        get throws { try PostgresConfiguration(url: url) }
    }

    /// Makes a database, in the server that `TEST_DATABASE_URL` names, or in a private one that lives as long as this process.
    package static func create(from template: TestTemplate = .empty) async throws -> TestDatabase {
        let server = try await TestServer.shared
        return try await server.create(from: try await server.name(of: template))
    }

    package func drop() async throws { try await TestServer.shared.drop(name) }
}

/// What a test's database holds at first: made once in a process, then copied.
package struct TestTemplate: Sendable {
    package let name: String
    package let prepare: @Sendable (Database) async throws -> Void

    /// - Parameter name: lower-case letters; one name, one content.
    package init(_ name: String, prepare: @escaping @Sendable (Database) async throws -> Void) {
        self.name = name
        self.prepare = prepare
    }

    package static let empty = TestTemplate("empty") { _ in }
}

/// Runs `body` with a client of a database of its own, and drops the database after.
package func withTestDatabase<Answer: Sendable>(
    _ template: TestTemplate = .empty, configure: (inout PostgresConfiguration) -> Void = { _ in },
    _ body: (Database) async throws -> Answer
) async throws -> Answer {
    let test = try await TestDatabase.create(from: template)
    var configuration = try test.configuration
    configure(&configuration)
    let database = try Database(configuration, logger: .silent)
    do {
        let answer = try await body(database)
        await database.shutDown()
        try await test.drop()
        return answer
    } catch {
        await database.shutDown()
        try? await test.drop()
        throw error
    }
}

/// The server that tests share, and the templates made in it.
actor TestServer {
    static var shared: TestServer { get async throws { try await starting.value } }
    private static let starting = Task { try await TestServer() }

    private let url: String
    private let administration: Database
    private let server: PostgresServer?
    private var templates: [String: Task<String, any Error>] = [:]

    private init() async throws {
        if let given = ProcessInfo.processInfo.environment["TEST_DATABASE_URL"] {
            (server, url) = (nil, given)
        } else {
            let server = try await PostgresServer.start()
            (self.server, url) = (server, server.url)
        }
        var configuration = try PostgresConfiguration(url: url)
        configuration.poolTimeout = .seconds(120)
        administration = try Database(configuration, logger: .silent)
    }

    func name(of template: TestTemplate) async throws -> String {
        if let making = templates[template.name] { return try await making.value }
        let making = Task {
            let test = try await create(from: "template0")
            let database = try Database(test.configuration, logger: .silent)
            do { try await template.prepare(database) } catch {
                await database.shutDown()
                throw error
            }
            await database.shutDown()
            return test.name
        }
        templates[template.name] = making
        return try await making.value
    }

    func create(from template: String) async throws -> TestDatabase {
        let name = "test_\(UUID().uuidString.prefix(13).lowercased().replacing("-", with: "_"))"
        try await administer("create database \(name) template \(template) strategy file_copy")
        return TestDatabase(name: name, url: try Self.url(url, naming: name))
    }

    func drop(_ name: String) async throws { try await administer("drop database \(name) with (force)") }

    private func administer(_ command: String) async throws {
        try await administration.withConnection {
            try await $0.allow(nil)
            try await $0.runScript(command)
        }
    }

    /// `url` with another database: what stands between the host and the query.
    private static func url(_ url: String, naming name: String) throws -> String {
        guard let authority = url.firstRange(of: "://")?.upperBound, let slash = url[authority...].firstIndex(of: "/") else {
            throw PostgresServer.Failure(description: "TEST_DATABASE_URL names no database")
        }
        let query = url[slash...].firstIndex(of: "?") ?? url.endIndex
        return "\(url[...slash])\(name)\(url[query...])"
    }
}
