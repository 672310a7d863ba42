import Shared
import Testing

@Suite struct ServicesTests {
    private struct NoTransactions: Transactions {
        struct Refused: Error {}
        func run<Answer: Sendable>(_ work: @Sendable (borrowing Transaction) async throws -> Answer) async throws -> Answer {
            throw Refused()
        }
    }

    @Test func `a contract that is wired is handed out`() async throws {
        var services = Services()
        services.transactions = NoTransactions()
        let transactions = try services.require(\.transactions)
        await #expect(throws: NoTransactions.Refused.self) { try await transactions.run { (_: borrowing Transaction) in } }
    }

    @Test func `a contract that was not wired is named`() {
        let error = #expect(throws: NotWired.self) { try Services().require(\.posts) }
        #expect(error?.contract == "Posts")
        #expect(error?.description.hasPrefix("Posts is not wired") == true)
    }
}
