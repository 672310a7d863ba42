import Shared
import Testing

@Suite struct ServicesTests {
    private struct NoOffers: Offers {
        func offers(for variants: [ID<Variant>]) async throws -> [Offer] { [] }
        func offers(for variants: [ID<Variant>], in transaction: borrowing Transaction) async throws -> [Offer] { [] }
    }

    @Test func `a contract that is wired is handed out`() async throws {
        var services = Services()
        services.offers = NoOffers()
        #expect(try await services.require(\.offers).offers(for: [ID()]) == [])
    }

    @Test func `a contract that was not wired is named`() {
        let error = #expect(throws: NotWired.self) { try Services().require(\.posts) }
        #expect(error?.contract == "Posts")
        #expect(error?.description.hasPrefix("Posts is not wired") == true)
    }
}
