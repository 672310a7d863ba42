import NIOCore

/// A folder of small files, each named as what it is about, that browsers get as one: a request for each would cost more than its bytes.
enum AssetBundle: CaseIterable {
    case styles
    case scripts

    /// As it is served.
    var name: String {
        switch self {
        case .styles: "styles.css"
        case .scripts: "scripts.js"
        }
    }

    /// The bundle that `file` is a part of; nil when it is served by itself.
    static func of(_ file: AssetFile) -> AssetBundle? {
        if file.name.hasPrefix("styles/"), file.name.hasSuffix(".css") { return .styles }
        if file.name.hasPrefix("scripts/"), file.name.hasSuffix(".js") { return .scripts }
        return nil
    }

    /// The parts one after another, in their order; style sheets without comments, and with the fingerprints of the files that they name.
    func joining(_ parts: [AssetFile], _ fingerprint: (String) -> String?) throws(StartupError) -> ByteBuffer {
        var whole = ByteBuffer()
        for part in parts {
            var bytes = try part.read()
            if self == .styles { bytes = StyleSheet.withoutComments(StyleSheet.rewriting(bytes, named: part.name, fingerprint).0) }
            whole.writeBuffer(&bytes)
            // A file may end without a new line.
            whole.writeStaticString("\n")
        }
        return whole
    }
}
