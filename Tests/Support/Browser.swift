package import HTTPTypes

/// A browser that keeps the cookies that it is given, by name, until they are taken away. Two tabs are two uses of one.
package final class Browser {
    package private(set) var cookies: [String: String] = [:]

    package init() {}

    package var headers: HTTPFields {
        cookies.isEmpty ? [:] : [.cookie: cookies.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ")]
    }

    package func keep(_ answer: Answer) {
        for field in answer.headers[values: .setCookie] { set(field, isOver: field.hasSuffix("; Max-Age=0")) }
    }

    /// Has a cookie that no site of ours gave.
    package func forge(_ cookie: String) { set(cookie, isOver: false) }

    private func set(_ field: String, isOver: Bool) {
        let pair = field.prefix { $0 != ";" }
        let name = pair.prefix { $0 != "=" }
        cookies[String(name)] = isOver ? nil : String(pair.dropFirst(name.count + 1))
    }
}
