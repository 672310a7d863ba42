package import Hummingbird
package import Shared

extension Request {
    /// Which part of a list `?page=` asks for; the first without it. Throws ``Problem/notFound`` for all that no link of ours says (a sign,
    /// a zero in front, a word, two of them): such a page does not exist, and a cache need not keep what it would show.
    package func page(size: Int) throws -> PageRequest {
        guard let text = try item("page") else { return PageRequest(size: size) }
        guard let number = Int(text), String(number) == text, (1...PageRequest.lastNumber).contains(number) else { throw Problem.notFound }
        return PageRequest(number, size: size)
    }

    /// The query's item of this name. Throws ``Problem/notFound`` when it is there twice.
    package func item(_ name: String) throws -> String? {
        let values = uri.queryParameters[values: Substring(name)]
        guard values.count <= 1 else { throw Problem.notFound }
        return values.first.map(String.init)
    }
}

extension Listing {
    /// Whether the page that was asked for is not beyond its last one.
    package var hasPage: Bool { page.number <= pages }
}

extension PageRequest {
    /// The highest that a list is asked for.
    static let lastNumber = 10_000
}
