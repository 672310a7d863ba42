import Shared
import SharedHTML
import SharedInfrastructure

/// `nav-tree`: the menu that an editor made, in the header of every page of the site.
struct NavTree: FragmentRenderer {
    static let type = FragmentType.navTree
    let menus: any Menus
    let site: Site

    func render(_ query: FragmentQuery, for visitor: Visitor) async throws -> RenderedFragment {
        let tree = try await menus.tree(.primary)
        // A post that is published may be one that the menu was waiting for.
        return RenderedFragment(MenuView(items: tree.items, site: site).body, tags: [.menu, .posts])
    }
}
