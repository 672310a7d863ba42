import FoundationEssentials

/// An export on disk.
enum GhostFile {
    /// In bytes. A blog with text in a larger file is not known; pictures are not in it.
    static let maximumSize = 200 << 20

    /// Reads the export at `path`. Throws ``GhostFileError`` that says what to do.
    static func read(_ path: String) throws -> GhostExport {
        let data: Data
        do {
            // Mapped, so that the size is known before anything is read. (What `FileManager` says of a size has another type where only
            // FoundationEssentials is linked, as in the program, than where Foundation is, as in tests.)
            data = try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
            guard data.count <= maximumSize else { throw GhostFileError.tooLarge(path, bytes: UInt64(data.count)) }
            guard !data.isEmpty else { throw GhostFileError.unreadable(path, "it is empty") }
        } catch let error as GhostFileError {
            throw error
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile || error.code == .fileNoSuchFile {
            throw GhostFileError.unreadable(path, "there is no such file")
        } catch {
            throw GhostFileError.unreadable(path, "\(error)")
        }
        do {
            let json = try data.withUnsafeBytes { try JSONReader.read($0.bindMemory(to: UInt8.self), keeping: GhostExport.shape) }
            return try GhostExport(json)
        } catch let error as JSONError {
            throw GhostFileError.malformed(path, error)
        } catch let error as NotAGhostExport {
            throw GhostFileError.foreign(path, error)
        }
    }
}

enum GhostFileError: Error, Equatable, CustomStringConvertible {
    case unreadable(String, String)
    case tooLarge(String, bytes: UInt64)
    case malformed(String, JSONError)
    case foreign(String, NotAGhostExport)

    var description: String {
        switch self {
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)."
        case .tooLarge(let path, let bytes):
            "\(path) has \(bytes >> 20) MB; an export may have \(GhostFile.maximumSize >> 20) MB. Ghost's exports hold no pictures: is it the right file?"
        case .malformed(let path, let error): "\(path) is not JSON: \(error). Nothing was imported."
        case .foreign(let path, let error): "\(path) cannot be imported: \(error)."
        }
    }
}
