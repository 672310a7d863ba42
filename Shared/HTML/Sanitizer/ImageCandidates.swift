/// The pictures among which a browser chooses (WHATWG HTML, section 4.8.4.2): `a.jpg 320w, b.jpg 640w`, or `a.jpg 1x, b.jpg 2x`.
struct ImageCandidates {
    /// `srcset`, and `sizes` where the candidates tell their widths; empty when no candidate is left.
    private(set) var attributes: [(name: String, value: String)] = []

    private static let maximum = 30

    init(srcset: String?, sizes: String?, file: (String) -> String?) {
        guard let srcset else { return }
        var kept: [String] = []
        var unit: Character?
        for candidate in Self.candidates(of: srcset).prefix(Self.maximum) {
            guard let address = file(candidate.address), !address.hasPrefix(","), !address.hasSuffix(","),
                let last = candidate.descriptor.last, last == "w" || last == "x", unit == nil || unit == last,
                Self.isNumber(candidate.descriptor.dropLast(), isWhole: last == "w")
            else { continue }
            unit = last
            kept.append("\(address) \(candidate.descriptor)")
        }
        guard !kept.isEmpty else { return }
        attributes = [("srcset", kept.joined(separator: ", "))]
        if unit == "w" { attributes.append(("sizes", sizes.flatMap(Self.plain) ?? "100vw")) }
    }

    /// An address ends at a blank, a descriptor at a comma. (A comma inside an address is part of it.)
    private static func candidates(of text: String) -> [(address: String, descriptor: String)] {
        var rest = text.utf8[...]
        var found: [(String, String)] = []
        while true {
            rest = rest.drop { $0.isSpace || $0 == UInt8(ascii: ",") }
            guard !rest.isEmpty else { return found }
            let address = rest.prefix { !$0.isSpace }
            rest = rest[address.endIndex...]
            if address.last == UInt8(ascii: ",") {
                found.append((String(decoding: address.dropLast(), as: UTF8.self), "1x"))
                continue
            }
            let descriptor = rest.prefix { $0 != UInt8(ascii: ",") }
            rest = rest[descriptor.endIndex...]
            let trimmed = String(decoding: descriptor.filter { !$0.isSpace }, as: UTF8.self)
            found.append((String(decoding: address, as: UTF8.self), trimmed.isEmpty ? "1x" : trimmed))
        }
    }

    private static func isNumber(_ text: Substring, isWhole: Bool) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count <= (isWhole ? 1 : 2) && parts.allSatisfy { (1...5).contains($0.utf8.count) && $0.utf8.allSatisfy(\.isDigit) }
    }

    private static func plain(_ sizes: String) -> String? {
        let isPlain = sizes.utf8.allSatisfy { $0 < 0x80 && ($0.isLetter || $0.isDigit || " ().,:-".utf8.contains($0)) }
        return isPlain && (1...200).contains(sizes.utf8.count) ? sizes : nil
    }
}
