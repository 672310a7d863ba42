import FoundationEssentials
import NIOCore
package import Shared
import _NIOFileSystem

/// Pictures on disk, by what is in them. Below its root a picture is the folder `<first two letters of its id>/<id>`, which appears whole
/// or not at all: its files are made in `.new`, written to the disk, and moved there by one rename; it leaves by way of `.old`. Any number of
/// processes may share it.
///
/// The file that came is not kept: it may say where and when it was taken, and by whom.
package struct PictureStore: Sendable {
    let root: String
    /// Two: a picture is nine files of about a hundred milliseconds each, and pages want the other cores.
    private let places = WorkPlaces(2)

    package init(root: String) {
        // vipsthumbnail takes a relative path of what it writes to begin where what it reads is.
        self.root = root.hasPrefix("/") ? root : "\(FileManager.default.currentDirectoryPath)/\(root)"
    }

    /// Puts a picture in. One that is there already is answered as it is.
    /// - Throws: ``PictureRefusal`` when it is none that we take; ``PictureStoreError`` and `FileSystemError` when that is not its fault.
    package func add(_ bytes: [UInt8], _ alternative: PictureAlternative) async throws -> Picture {
        guard bytes.count <= PictureLimits.bytes else { throw PictureRefusal.tooManyBytes(bytes.count) }
        guard let kind = PictureKind(bytes) else { throw PictureRefusal.unknownKind }
        let stored = try await make(PictureID(of: bytes)) { rendering in
            try await bytes.write(toFileAt: FilePath("\(rendering.folder)/source"))
            return try await rendering.make(kind)
        }
        return stored.picture(alternative.words)
    }

    /// Puts in one of our own drawings (SVG), at `width` × `height`.
    func add(drawing bytes: [UInt8], width: Int, height: Int) async throws -> StoredPicture {
        try await make(PictureID(of: bytes)) { rendering in
            let drawing = "\(rendering.folder)/drawing.svg"
            try await bytes.write(toFileAt: FilePath(drawing))
            _ = try await places.work {
                try await PictureTool.rasterizer.run(
                    ["--width", "\(width)", "--height", "\(height)", "--output", "\(rendering.folder)/source", drawing])
            }
            _ = try await FileSystem.shared.removeItem(at: FilePath(drawing))
            return try await rendering.make(.png)
        }
    }

    /// Where a file of a picture is, whether or not it is there. Both are ours: no part of a request's path.
    func path(_ id: PictureID, _ file: PictureFile) -> String { "\(folder(id))/\(file)" }

    /// Nil when it is not there.
    func find(_ id: PictureID) async throws -> StoredPicture? {
        guard let bytes = try? await ByteBuffer(contentsOf: FilePath("\(folder(id))/measures"), maximumSizeAllowed: .bytes(64)) else {
            return nil
        }
        let numbers = String(buffer: bytes).split(separator: " ").compactMap { Int($0) }
        return numbers.count == 2 ? StoredPicture(id: id, width: numbers[0], height: numbers[1]) : nil
    }

    /// Like ``find(_:)``, and the picture is from now on as young as one that was just made, so that whoever asked has time to name it before a
    /// sweep takes it away.
    func renew(_ id: PictureID) async throws -> StoredPicture? {
        guard try await find(id) != nil else { return nil }
        try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: folder(id))
        // One that a sweep took away before is not there; what it takes away after, it puts back.
        return try await find(id)
    }

    func folder(_ id: PictureID) -> String { "\(root)/\(id.description.prefix(2))/\(id)" }

    private func make(
        _ id: PictureID, _ work: (PictureRendering) async throws -> (width: Int, height: Int)
    ) async throws -> StoredPicture {
        if let stored = try await renew(id) { return stored }
        let workshop = "\(root)/.new"
        try await createFolder(workshop)
        await sweep(workshop)
        let rendering = PictureRendering(folder: "\(workshop)/\(UUID().uuidString.lowercased())", places: places)
        try await createFolder(rendering.folder)
        do {
            let (width, height) = try await work(rendering)
            try await Array("\(width) \(height)".utf8).write(toFileAt: FilePath("\(rendering.folder)/measures"))
            try await publish(rendering.folder, as: id)
            return StoredPicture(id: id, width: width, height: height)
        } catch {
            _ = try? await FileSystem.shared.removeItem(at: FilePath(rendering.folder))
            throw error
        }
    }

    /// Moves a finished folder to its place, once all of it is on the disk.
    private func publish(_ finished: String, as id: PictureID) async throws {
        let parent = "\(root)/\(id.description.prefix(2))"
        try await createFolder(parent)
        try await FileSystem.shared.withDirectoryHandle(atPath: FilePath(finished)) { directory in
            for try await entry in directory.listContents() {
                try await FileSystem.shared.withFileHandle(forReadingAt: entry.path) { try await $0.synchronize() }
            }
            try await directory.synchronize()
        }
        do {
            try await FileSystem.shared.moveItem(at: FilePath(finished), to: FilePath(folder(id)))
        } catch {
            // Somebody else has put the same picture in meanwhile.
            guard try await find(id) != nil else { throw error }
            _ = try await FileSystem.shared.removeItem(at: FilePath(finished))
        }
        try await FileSystem.shared.withDirectoryHandle(atPath: FilePath(parent)) { try await $0.synchronize() }
    }

    func createFolder(_ path: String) async throws {
        try await FileSystem.shared.createDirectory(at: FilePath(path), withIntermediateDirectories: true)
    }

    /// What processes that were killed left half made, an hour ago or longer.
    private func sweep(_ workshop: String) async {
        try? await FileSystem.shared.withDirectoryHandle(atPath: FilePath(workshop)) { directory in
            for try await entry in directory.listContents() {
                guard let info = try await FileSystem.shared.info(forFileAt: entry.path),
                    Int(Date().timeIntervalSince1970) - info.lastDataModificationTime.seconds > 3600
                else { continue }
                _ = try? await FileSystem.shared.removeItem(at: entry.path)
            }
        }
    }
}
