import Foundation
import Logging
import Shared
import SharedInfrastructure
import SharedPostgres
import Support
import Testing
@testable import Federation

struct KeyKeeperTests {
    @Test func `keys turn when their term is over, and are forgotten when nobody has use for them any more`() async throws {
        try await FederationSite.run { federation async throws in
            let keys = try federation.services.require(\.signingKeys)
            let keeper = KeyKeeper(keys: keys, transactions: federation.app.resources.database, logger: .silent)
            let made = try #require(try await keys.keys().first?.createdAt)
            let before = try await keys.keys().map(\.id)
            await keeper.keep(at: made + 89 * 86_400)
            #expect(try await keys.keys().map(\.id) == before)
            await keeper.keep(at: made + 90 * 86_400 + 1)
            let after = try await keys.keys()
            #expect(after.map(\.status) == [.current, .next, .previous] && after[0].id == before[1] && after[2].id == before[0])
            await keeper.keep(at: made + 179 * 86_400)
            #expect(try await keys.keys().map(\.id) == after.map(\.id))
            // It turns again, long before the first is forgotten.
            await keeper.keep(at: made + 180 * 86_400 + 2)
            #expect(try await keys.keys().count == 4)
            await keeper.keep(at: made + 191 * 86_400)
            #expect(try await keys.keys().count == 3)
            #expect(try await !keys.keys().map(\.id).contains(before[0]))
        }
    }

    @Test func `a retired client is nobody any more`() async throws {
        try await FederationSite.run { federation async throws in
            try await federation.registerAllies()
            let maya = try await federation.signIn("maya")
            try await federation.consent(maya, to: .ally)
            let tokens = try await federation.tokens(.ally, maya)
            let (clients, id) = (try federation.services.require(\.clients), try #require(ClientID("ally")))
            try await federation.app.resources.database.run { (transaction: borrowing Transaction) in
                _ = try await clients.retire(id, at: Date(), in: transaction)
            }
            #expect(try await federation.app.ask(TestClient.ally.question(), maya.headers).status == 400)
            #expect(try await federation.refresh(#require(tokens.refresh), .ally).error == "invalid_client")
            #expect(try await federation.app.ask("/userinfo", tokens.bearer).status == 401)
        }
    }
}
