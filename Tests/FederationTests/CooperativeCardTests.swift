import SharedHTML
import SharedInfrastructure
import Support
import Testing
@testable import Federation

struct CooperativeCardTests {
    @Test func `The co-op's card is its own, and nobody else's`() async throws {
        let card = CooperativeCard(site: .test)
        #expect(try await card.render(FragmentQuery(["actor": "cooperative"]), for: Visitor()).html.description.contains("The co-op"))
        await #expect(throws: FragmentError.notFound) { try await card.render(FragmentQuery(["actor": "maya"]), for: Visitor()) }
        await #expect(throws: FragmentError.notFound) { try await card.render(FragmentQuery([:]), for: Visitor()) }
    }
}
