import Crypto
import FoundationEssentials
import NIOCore
package import SharedHTML

/// The site's style sheets, scripts, fonts and pictures: read and hashed once, when the service starts, and served by names that hold the
/// hash. No request's path ever reaches the file system; it is looked up among the names that were found.
package struct Assets: Sendable {
    /// By name below the root, with its hash (`site.3f2a….css`) and without (`site.css`).
    private let byName: [String: Asset]
    private let fingerprinted: [String: String]
    /// Names all of the files as they are: another one for any other bytes. Empty when there are none.
    package let version: String

    /// The address of the file `name` below the root: fingerprinted, or plain for a file that is not there (and then answers 404).
    package func link(_ name: String) -> Link {
        Link(segments: ["assets"] + (fingerprinted[name] ?? name).split(separator: "/").map(String.init))
    }

    /// Whether there is such a file.
    package func contains(_ name: String) -> Bool { fingerprinted[name] != nil }

    func asset(_ name: String) -> Asset? { byName[name] }

    /// No files.
    package init() { (byName, fingerprinted, version) = ([:], [:], "") }

    /// Reads `root`. Hidden files, symbolic links, and files of no known type are left out.
    /// - Parameter memory: bytes of small files that are kept; the rest is read when asked for.
    package init(root: String, memory: Int = 4 << 20) throws(StartupError) {
        var byName: [String: Asset] = [:]
        var fingerprinted: [String: String] = [:]
        var left = memory
        func add(_ name: String, _ bytes: ByteBuffer, _ file: AssetFile, isRewritten: Bool, type: String) {
            let hash = Self.hash(of: bytes.readableBytesView)
            let isKept = isRewritten || (bytes.readableBytes <= 128 << 10 && bytes.readableBytes <= left)
            if isKept { left -= bytes.readableBytes }
            var asset = Asset(
                content: isKept ? .memory(bytes) : .file(path: file.path), length: bytes.readableBytes, contentType: type,
                tag: EntityTag(hash), lastModified: file.modified, isImmutable: false)
            byName[name] = asset
            asset.isImmutable = true
            let immutable = Self.fingerprint(name, hash)
            byName[immutable] = asset
            fingerprinted[name] = immutable
        }
        let files = try AssetFile.all(below: root)
        // Style sheets come last, since they name others, whose fingerprints go into their own bytes.
        for file in files where !file.name.hasSuffix(".css") && AssetBundle(file) == nil {
            guard let type = ContentType.of(file.name) else { continue }
            add(file.name, try file.read(), file, isRewritten: false, type: type)
        }
        for file in files where file.name.hasSuffix(".css") && AssetBundle(file) == nil {
            guard let type = ContentType.of(file.name) else { continue }
            let (bytes, isRewritten) = StyleSheet.rewriting(try file.read(), named: file.name) { fingerprinted[$0] }
            add(file.name, bytes, file, isRewritten: isRewritten, type: type)
        }
        for (bundle, parts) in Dictionary(grouping: files, by: AssetBundle.init) {
            guard let bundle, let newest = parts.max(by: { $0.modified < $1.modified }), let type = ContentType.of(bundle.name) else {
                continue
            }
            add(bundle.name, try bundle.joining(parts) { fingerprinted[$0] }, newest, isRewritten: true, type: type)
        }
        self.byName = byName
        self.fingerprinted = fingerprinted
        version = Self.hash(of: Array(fingerprinted.values.sorted().joined(separator: " ").utf8))
    }

    /// The first 64 bits of the SHA-256 of `bytes`, in hexadecimal.
    private static func hash(of bytes: some DataProtocol) -> String { SHA256.hash(data: bytes).prefix(8).map { hex($0) }.joined() }

    /// `fonts/text.woff2` with a hash: `fonts/text.3f2a….woff2`.
    private static func fingerprint(_ name: String, _ hash: String) -> String {
        let dot = name.lastIndex(of: ".") ?? name.endIndex
        return "\(name[..<dot]).\(hash)\(name[dot...])"
    }
}

private func hex(_ byte: UInt8) -> String {
    let text = String(byte, radix: 16)
    return byte < 16 ? "0" + text : text
}
