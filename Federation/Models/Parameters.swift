import Shared
import SharedHTML
import SharedInfrastructure

/// The parameters of a client's request: one without a value counts as left out, and none may stand twice (RFC 6749, section 3.1).
struct Parameters: Sendable, Equatable {
    private let values: [String: String]
    /// Those that were sent twice, or were no text.
    let broken: Set<String>

    /// Of `form`, those in `known`: others are ignored.
    init(_ form: Form, known: [String]) {
        var values: [String: String] = [:]
        var broken: Set<String> = []
        for name in known {
            guard let texts = form.texts(name), texts.count <= 1 else {
                broken.insert(name)
                continue
            }
            if let text = texts.first, !text.isEmpty { values[name] = text }
        }
        self.values = values
        self.broken = broken
    }

    private init(values: [String: String]) {
        self.values = values
        broken = []
    }

    subscript(name: String) -> String? { values[name] }

    /// The same with `value` instead; nil takes it out.
    func with(_ name: String, _ value: String?) -> Parameters {
        var values = values
        values[name] = value
        return Parameters(values: values)
    }

    /// As a query, in the order of their names.
    var query: String { Self.query(values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }) }

    static func query(_ pairs: [(String, String?)]) -> String {
        pairs.compactMap { name, value in value.map { "\(name.percentEncoded)=\($0.percentEncoded)" } }.joined(separator: "&")
    }
}
