/// What handles activities: `blog.fragments`. The part before the dot is the service that runs it.
package struct HandlerName: Sendable, Hashable, Codable, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}
