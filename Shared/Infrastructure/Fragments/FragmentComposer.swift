import SharedHTML

/// Looks fragments up, for the pages of one service, and renders those that it owns.
package final class FragmentComposer: Sendable {
    let settings: FragmentSettings
    let renderers: [any FragmentRenderer]

    package init(_ settings: FragmentSettings, renderers: [any FragmentRenderer]) {
        self.settings = settings
        self.renderers = renderers
    }

    func load(_ requests: [FragmentRequest], for visitor: Visitor) async -> [HTML] {
        var answers: [HTML] = []
        for request in requests {
            let own = renderers.first { type(of: $0).type.name == request.type.name && type(of: $0).type.origin == request.type.origin }
            let rendered = try? await own?.render(FragmentQuery([:]), for: visitor)
            answers.append(rendered?.html ?? request.type.fallback)
        }
        return answers
    }
}
