import HTTPTypes
package import Shared
package import SharedInfrastructure
import SharedPostgres

/// Runs `body` with the app that `make` makes of a service's resources: a database of its own, the site's own static files, no Redis, and
/// other services of which nobody answers, so that their fragments are what they fall back to. `settings` change its configuration.
package func withApp<Result: Sendable>(
    of service: ServiceName, from template: TestTemplate = .migrated, settings: [String: String?] = [:],
    log: RecordedLines = RecordedLines(), _ make: (AppResources) throws -> App, _ body: (App) async throws -> Result
) async throws -> Result {
    try await withRunningApp(of: service, from: template, settings: settings, log: log, make) { app, _, _ in try await body(app) }
}

/// The same, for those that ask it over a socket too, or run the program itself over the same database.
package func withRunningApp<Result: Sendable>(
    of service: ServiceName, from template: TestTemplate = .migrated, settings: [String: String?] = [:],
    log: RecordedLines = RecordedLines(), _ make: (AppResources) throws -> App,
    _ body: (App, RunningApp, TestDatabase) async throws -> Result
) async throws -> Result {
    let database = try await TestDatabase.create(from: template)
    var changes: [String: String?] = ["DATABASE_URL": database.url]
    for service in ServiceName.allCases { changes["INTERNAL_ORIGIN_\(service.rawValue.uppercased())"] = "http://127.0.0.1:1" }
    changes.merge(settings) { $1 }
    let config = try TestSite.config(service, changes)
    let resources = try AppResources(
        config, observability: Observability(config, output: log.output),
        assets: TestSite.assets)
    let app = try make(resources)
    let outcome: Swift.Result<Result, any Error>
    // It runs, so that all that it works with is closed at the end; its routes are asked without a socket.
    do { outcome = .success(try await RunningApp.run(app) { try await body(app, $0, database) }) } catch { outcome = .failure(error) }
    await resources.database.shutDown()
    try? await database.drop()
    return try outcome.get()
}

/// What a browser would send back of an answer's cookies, by name; and what it would forget.
package func cookies(of answer: Answer) -> [String] {
    answer.headers.filter { $0.name.rawName.lowercased() == "set-cookie" }.map { String($0.value.prefix { $0 != ";" }) }
}
