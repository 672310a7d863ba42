import Shared
import SharedInfrastructure

/// `link-card`: the co-op itself, in the footer of every page of the site.
struct CooperativeCard: FragmentRenderer {
    static let type = FragmentType.linkCard(of: .federation)
    let site: Site

    func render(_ query: FragmentQuery, for visitor: Visitor) async throws -> RenderedFragment {
        guard query["actor"] == "cooperative" else { throw FragmentError.notFound }
        let card = LinkCard(
            "The co-op", "Owned by those who grow, bake, sell and eat: one share and one vote each.",
            link: site.link(FederationPaths.front, on: .federation), invitation: "What is new here")
        return RenderedFragment(card.body, tags: [])
    }
}
