import Shared
import SharedInfrastructure
import Support
@testable import Account

/// Account over a database of its own.
struct AccountSite {
    let app: App

    static func run<Result: Sendable>(_ body: (AccountSite) async throws -> Result) async throws -> Result {
        try await withApp(of: .account, { try App.account($0, .account($0.database)) }) { app in try await body(AccountSite(app: app)) }
    }
}
