import NIOCore

/// A folder of small files, each named as what it is about, that browsers get as one: a request for each would cost more than its bytes.
/// `styles/` is `styles.css`, which every page has, and each folder in it is one more, for the pages that ask for it: `styles/reading/` is
/// `styles-reading.css`. So it is with `scripts/`.
struct AssetBundle: Hashable {
    /// As it is served.
    let name: String
    private let isStyles: Bool

    /// The bundle that `file` is a part of; nil when it is served by itself.
    init?(_ file: AssetFile) {
        let parts = file.name.split(separator: "/")
        guard parts.count == 2 || parts.count == 3 else { return nil }
        let subject = parts.count == 3 ? "-\(parts[1])" : ""
        switch (parts[0], file.name.split(separator: ".").last) {
        case ("styles", "css"): (name, isStyles) = ("styles\(subject).css", true)
        case ("scripts", "js"): (name, isStyles) = ("scripts\(subject).js", false)
        default: return nil
        }
    }

    /// The parts one after another, in their order; style sheets without comments, and with the fingerprints of the files that they name.
    func joining(_ parts: [AssetFile], _ fingerprint: (String) -> String?) throws(StartupError) -> ByteBuffer {
        var whole = ByteBuffer()
        for part in parts {
            var bytes = try part.read()
            if isStyles { bytes = StyleSheet.withoutComments(StyleSheet.rewriting(bytes, named: part.name, fingerprint).0) }
            whole.writeBuffer(&bytes)
            // A file may end without a new line.
            whole.writeStaticString("\n")
        }
        return whole
    }
}
