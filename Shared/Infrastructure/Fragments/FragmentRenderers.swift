import NIOCore
import SharedHTML

/// The fragments that this service owns, by name.
struct FragmentRenderers: Sendable {
    private let renderers: [String: any FragmentRenderer]
    let build: String

    init(_ renderers: [any FragmentRenderer], build: String) {
        self.renderers = Dictionary(renderers.map { (type(of: $0).type.name, $0) }) { first, _ in first }
        self.build = build
    }

    func owns(_ request: FragmentRequest) -> Bool { declaration(request.type.name)?.origin == request.type.origin }

    func declaration(_ name: String) -> FragmentType? { renderers[name].map { type(of: $0).type } }

    /// Renders the fragment at `address`. Throws what its renderer throws; `FragmentError.notFound` when there is no such fragment.
    func render(_ address: String, for audience: AudienceValue) async throws -> OriginAnswer {
        let parts = address.dropFirst(FragmentRequest.path(of: "").count).split(separator: "?", maxSplits: 1)
        guard let name = parts.first, let renderer = renderers[String(name)] else { throw FragmentError.notFound }
        let query = try FragmentQuery(encoded: parts.count == 2 ? parts[1] : "")
        let rendered = try await renderer.render(query, for: audience.visitor)
        guard rendered.html.bytes.count <= OriginAnswer.byteLimit else { throw OriginFailure.tooLarge }
        return OriginAnswer(markup: ByteBuffer(bytes: rendered.html.bytes), tags: Array(rendered.tags), build: build)
    }
}

extension FragmentQuery {
    /// Reads `a=1&b=two%20words`. Throws `FragmentError.parameters` for a name without `=`, one that stands twice, and encodings that are
    /// none: two readings of one address would be two fragments under one key.
    init(encoded text: some StringProtocol) throws {
        var values: [String: String] = [:]
        for item in text.split(separator: "&", omittingEmptySubsequences: true) {
            let pair = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2, let name = String(pair[0]).percentDecoded, let value = String(pair[1]).percentDecoded else {
                throw FragmentError.parameters("the query is not made of name=value")
            }
            guard values.updateValue(value, forKey: name) == nil else { throw FragmentError.parameters("\(name) stands twice") }
        }
        self.init(values)
    }
}

extension String {
    /// The text that it encodes (RFC 3986, section 2.1); nil when a `%` is not followed by two digits, or the bytes are not UTF-8.
    fileprivate var percentDecoded: String? {
        var bytes: [UInt8] = []
        var rest = utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let decoded = UInt8(String(Substring(rest.prefix(2))), radix: 16), rest.first != UInt8(ascii: "+") else {
                return nil
            }
            bytes.append(decoded)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
