import Shared
import SharedHTML
import SharedInfrastructure
import Synchronization

/// A renderer that tests tell what to render, and that counts how often it did. It stands for a service's real one.
final class Painter<Type: PaintedType>: FragmentRenderer {
    static var type: FragmentType { Type.type }

    private struct State {
        var text: @Sendable (FragmentQuery, Visitor) async throws -> String
        var tags: Set<CacheTag> = []
        var renders = 0
    }
    private let state: Mutex<State>

    init(tags: Set<CacheTag> = [], _ text: @escaping @Sendable (FragmentQuery, Visitor) async throws -> String) {
        state = Mutex(State(text: text, tags: tags))
    }

    var renders: Int { state.withLock { $0.renders } }

    func paint(_ text: @escaping @Sendable (FragmentQuery, Visitor) async throws -> String) { state.withLock { $0.text = text } }

    func render(_ query: FragmentQuery, for visitor: Visitor) async throws -> RenderedFragment {
        let (text, tags) = state.withLock { state in
            state.renders += 1
            return (state.text, state.tags)
        }
        return RenderedFragment("<p>\(try await text(query, visitor))</p>", tags: tags)
    }
}

/// Which fragment a painter paints.
protocol PaintedType: Sendable { static var type: FragmentType { get } }
enum Products: PaintedType { static var type: FragmentType { .featuredProducts } }
enum Entries: PaintedType { static var type: FragmentType { .comingEntries } }
enum Navigation: PaintedType { static var type: FragmentType { .navTree } }
enum BasketCount: PaintedType { static var type: FragmentType { .miniCart } }
enum MemberMenu: PaintedType { static var type: FragmentType { .authMenu } }
