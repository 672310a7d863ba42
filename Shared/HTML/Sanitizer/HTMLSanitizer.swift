package import Shared

/// Makes markup from outside safe to show: it splits the text as browsers do, keeps what a policy knows, and writes that anew, well
/// formed, closed and nested as the standard wants it. Nothing of the input reaches a page as it was.
///
/// Whatever it is given, it answers, in time and memory that grow with the length of the input, nested at most
/// ``HTMLBuilder/maximumDepth`` deep. Its output is a fixed point: sanitised again, it is the same, and a browser makes of it the tree
/// that was meant, so no second reading can find a tag that the first did not see.
package struct HTMLSanitizer: Sendable {
    private let policy: HTMLPolicy
    private let resolve: @Sendable (String) -> String

    /// - Parameter resolve: asked for every address of a link or file before it is looked at, for markup whose addresses mean something
    ///   else where it came from. What it answers it must leave as it is when it is asked again.
    package init(policy: HTMLPolicy, resolving resolve: @escaping @Sendable (String) -> String = { $0 }) {
        self.policy = policy
        self.resolve = resolve
    }

    package func sanitize(_ html: String) -> SanitizedHTML { clean(html).html }

    /// What is safe of `html`, and what was left out.
    package func clean(_ html: String) -> Cleaned {
        var builder = HTMLBuilder(html, policy: policy, resolving: resolve)
        builder.build()
        return Cleaned(
            html: SanitizedHTML(alreadySanitized: String(decoding: builder.output, as: UTF8.self)), leftOut: builder.leftOut)
    }

    package struct Cleaned: Sendable, Equatable {
        package let html: SanitizedHTML
        /// Elements that went with what they held, and files whose addresses cannot be shown: how many of each name.
        package let leftOut: [String: Int]
    }
}
