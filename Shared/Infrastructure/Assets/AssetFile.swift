import FoundationEssentials
import NIOCore

/// A file that was found below the root of static files.
struct AssetFile {
    /// Below the root, with slashes: letters, digits, dots, hyphens and underscores.
    let name: String
    let path: String
    /// Seconds since 1970.
    let modified: Int64

    /// All of them, by name. Hidden ones, symbolic links (which could lead out of the root) and names that would need escaping in an
    /// address are left out.
    static func all(below root: String) throws(StartupError) -> [AssetFile] {
        var files: [AssetFile] = []
        var folders = [""]
        while let folder = folders.popLast() {
            let path = folder.isEmpty ? root : "\(root)/\(folder)"
            guard let entries = try? FileManager.default.contentsOfDirectory(atPath: path) else { throw .staticRoot(path) }
            for entry in entries.sorted() where !entry.hasPrefix(".") && entry.isPlainName {
                let name = folder.isEmpty ? entry : "\(folder)/\(entry)"
                guard let facts = try? FileManager.default.attributesOfItem(atPath: "\(root)/\(name)"),
                    let type = facts[.type] as? FileAttributeType
                else { continue }
                if type == .typeDirectory { folders.append(name) }
                guard type == .typeRegular else { continue }
                let modified = (facts[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
                files.append(AssetFile(name: name, path: "\(root)/\(name)", modified: Int64(modified)))
            }
        }
        return files.sorted { $0.name < $1.name }
    }

    func read() throws(StartupError) -> ByteBuffer {
        guard let data = FileManager.default.contents(atPath: path) else { throw .staticRoot(path) }
        return ByteBuffer(bytes: data)
    }
}
