import FoundationEssentials
import Logging
import Shared
import SharedPostgres
import SharedServices
import Testing

@Suite struct RefreshTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)

    @Test func `a refresh token is exchanged for its successor, which is exchanged in turn`() async throws {
        try await withAlly(at: now) { ally async throws in
            let (grant, first) = try await ally.begin(at: now)
            let second = try #require(try await ally.refresh(first, at: now + 600).token)
            let third = try #require(try await ally.refresh(second, at: now + 1200).token)
            #expect(Set([first, second, third]).count == 3)
            #expect(try await ally.coOp.grants.find(first)?.usedAt == now + 600)
            let standing = try await ally.coOp.grants.find(third)
            #expect(standing?.grant == grant && standing?.usedAt == nil && standing?.expiresAt == now + 1200 + 30 * 86_400)
        }
    }

    @Test func `used again within a minute it gives the same successor, and later it ends the family`() async throws {
        try await withAlly(at: now) { ally async throws in
            let (grant, first) = try await ally.begin(at: now)
            let second = try #require(try await ally.refresh(first, at: now).token)
            #expect(try await ally.refresh(first, at: now + 59).token == second)
            #expect(try await ally.refresh(first, at: now + 60) == .reused(grant))
            #expect(try await ally.refresh(second, at: now + 61) == .refused)
            #expect(try await ally.refresh(first, at: now + 61) == .refused)
            #expect(try await ally.coOp.grants.find(second) == nil)
        }
    }

    @Test func `twenty that refresh at once get the same successor, and nobody is signed out`() async throws {
        try await withAlly(at: now) { ally async throws in
            let (grant, first) = try await ally.begin(at: now)
            let redemptions = try await withThrowingTaskGroup(of: Redemption.self) { group in
                for _ in 0..<20 { group.addTask { try await ally.refresh(first, at: now) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(redemptions.compactMap(\.token).count == 20 && Set(redemptions.compactMap(\.token)).count == 1)
            #expect(try await ally.coOp.grants.grant(grant.id) == grant)
            #expect(try await ally.refresh(#require(redemptions[0].token), at: now + 300).token != nil)
        }
    }

    @Test func `a refresh token is its client's own, and runs out`() async throws {
        try await withAlly(at: now) { ally async throws in
            let (_, token) = try await ally.begin(at: now)
            #expect(try await ally.refresh(token, at: now, by: ClientID(.cart)) == .refused)
            #expect(try await ally.refresh(token, at: now + 30 * 86_400) == .refused)
            #expect(try await ally.refresh(token, at: now + 30 * 86_400 - 1).token != nil)
        }
    }

    @Test func `a transaction that is not committed has exchanged nothing`() async throws {
        struct Crash: Error {}
        try await withAlly(at: now) { ally async throws in
            let (_, first) = try await ally.begin(at: now)
            await #expect(throws: Crash.self) {
                try await ally.coOp.inTransaction { (transaction: borrowing Transaction) in
                    _ = try await ally.coOp.grants.refresh(first, by: ally.id, at: now, in: transaction)
                    throw Crash()
                }
            }
            #expect(try await ally.coOp.grants.find(first)?.usedAt == nil)
            #expect(try await ally.refresh(first, at: now + 3600).token != nil)
        }
    }

    @Test func `ending a device's grants names the clients that ever had one there`() async throws {
        try await withAlly(at: now) { ally async throws in
            let (grant, token) = try await ally.begin(at: now)
            _ = try await ally.begin(at: now)
            let clients = try await ally.coOp.inTransaction { (transaction: borrowing Transaction) in
                _ = try await ally.coOp.grants.end(grant.id, at: now, in: transaction)
                return try await ally.coOp.grants.endAll(on: ally.device.id, at: now, in: transaction)
            }
            #expect(clients == [ally.id])
            #expect(try await ally.refresh(token, at: now) == .refused)
        }
    }

    @Test func `what nobody comes for is swept, and what stands is not`() async throws {
        try await withAlly(at: now) { ally async throws in
            let (grant, _) = try await ally.begin(at: now)
            _ = try await ally.code(at: now)
            let sweeper = AuthorizationSweeper(ally.coOp.database, logger: .init(label: "test"))
            await sweeper.sweep(at: now + 86_000)
            #expect(try await ally.coOp.grantCount == 2)
            await sweeper.sweep(at: now + 90_000)
            #expect(try await ally.coOp.grantCount == 1)
            #expect(try await ally.coOp.grants.grant(grant.id) != nil)
            await sweeper.sweep(at: now + 401 * 86_400)
            #expect(try await ally.coOp.grantCount == 0)
        }
    }

    @Test func `a grant that is used goes on, however old it is`() async throws {
        try await withAlly(at: now) { ally async throws in
            let (grant, first) = try await ally.begin(at: now)
            let sweeper = AuthorizationSweeper(ally.coOp.database, logger: .init(label: "test"))
            var (token, moment) = (first, now)
            while moment < now + 410 * 86_400 {
                moment += 29 * 86_400
                token = try #require(try await ally.refresh(token, at: moment).token)
                await sweeper.sweep(at: moment)
            }
            #expect(try await ally.coOp.grants.grant(grant.id) == grant)
            await sweeper.sweep(at: moment + 400 * 86_400)
            #expect(try await ally.coOp.grantCount == 1)
            await sweeper.sweep(at: moment + 400 * 86_400 + 1)
            #expect(try await ally.coOp.grantCount == 0)
        }
    }

    @Test func `codes and tokens that can give nothing more are swept, and those that would tell of a thief are not`() async throws {
        try await withAlly(at: now) { ally async throws in
            let coOp = ally.coOp
            let code = try await ally.code(at: now)
            let first = try #require(try await ally.redeem(code, at: now).token)
            let second = try #require(try await ally.refresh(first, at: now + 86_400).token)
            let sweeper = AuthorizationSweeper(coOp.database, logger: .init(label: "test"))
            await sweeper.sweep(at: now + 86_400)
            #expect(try await coOp.secretCounts == [1, 2])
            await sweeper.sweep(at: now + 86_461)
            #expect(try await coOp.secretCounts == [0, 2])
            // The first has run out, a day ago.
            await sweeper.sweep(at: now + 31 * 86_400)
            #expect(try await coOp.secretCounts == [0, 2])
            await sweeper.sweep(at: now + 31 * 86_400 + 1)
            #expect(try await coOp.secretCounts == [0, 1])
            #expect(try await ally.refresh(first, at: now + 30 * 86_400) == .refused)
            #expect(try await ally.refresh(second, at: now + 31 * 86_400 - 1).token != nil)
            let (other, _) = try await ally.begin(at: now)
            _ = try await coOp.inTransaction { (transaction: borrowing Transaction) in
                try await coOp.grants.end(other.id, at: now + 1, in: transaction)
            }
            await sweeper.sweep(at: now + 2)
            #expect(try await coOp.secretCounts == [1, 2])
        }
    }
}

extension CoOp {
    fileprivate var grantCount: Int { get async throws { try await database.query("select count(*) as n from oauth.grants")[0]["n"] } }
    /// Of codes, and of refresh tokens.
    fileprivate var secretCounts: [Int] {
        get async throws {
            try await database.query(
                "select (select count(*) from oauth.codes) as codes, (select count(*) from oauth.refresh_tokens) as tokens"
            ).flatMap { [try $0["codes"], try $0["tokens"]] }
        }
    }
}
