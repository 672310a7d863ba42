import FoundationEssentials
import _NIOFileSystem

/// How pictures leave the store. One is taken away by one rename, looked at again, and only then removed: whoever puts the same picture in
/// meanwhile makes it young (``PictureStore/renew(_:)``), or finds it gone and makes it anew, so that nobody is answered a picture that goes.
extension PictureStore {
    /// A picture as it lies on the disk.
    struct Stocked: Sendable {
        let id: PictureID
        /// When it was put in last.
        let putIn: Date
    }

    /// All that are there, in the order of their ids.
    func stock() async throws -> [Stocked] {
        var stock: [Stocked] = []
        for parent in try await names(root) where parent.utf8.count == 2 {
            for name in try await names("\(root)/\(parent)") {
                guard let id = PictureID(name), folder(id) == "\(root)/\(parent)/\(name)", let putIn = try await modified(folder(id)) else {
                    continue
                }
                stock.append(Stocked(id: id, putIn: putIn))
            }
        }
        return stock.sorted { $0.id.description < $1.id.description }
    }

    /// Its files together, in bytes.
    func size(of id: PictureID) async throws -> Int {
        var size = 0
        for name in try await names(folder(id)) {
            size += Int(try await FileSystem.shared.info(forFileAt: FilePath("\(folder(id))/\(name)"))?.size ?? 0)
        }
        return size
    }

    /// Removes a picture that was not put in since `moment`. Answers whether it did.
    func remove(_ id: PictureID, untouchedSince moment: Date) async throws -> Bool {
        try await createFolder(retired)
        let place = "\(retired)/\(id)"
        guard try await move(folder(id), to: place) else { return false }
        // Somebody may have put it in again just before.
        if let putIn = try await modified(place), putIn >= moment {
            try await restore(id)
        } else {
            _ = try await FileSystem.shared.removeItem(at: FilePath(place))
        }
        return try await find(id) == nil
    }

    /// Puts back what a sweep that was killed had taken away: it may be named by now.
    func restoreRetired() async throws {
        for name in try await names(retired) {
            if let id = PictureID(name) { try await restore(id) }
        }
    }

    private func restore(_ id: PictureID) async throws {
        let place = "\(retired)/\(id)"
        // Where it was made anew meanwhile, this one is the second.
        guard try await !move(place, to: folder(id)) else { return }
        _ = try await FileSystem.shared.removeItem(at: FilePath(place))
    }

    /// Where those are that are about to be removed.
    private var retired: String { "\(root)/.old" }

    /// Moves a folder to where nothing is. Answers whether it did: not when something is there, or when the folder is gone.
    private func move(_ folder: String, to place: String) async throws -> Bool {
        do {
            try await FileSystem.shared.moveItem(at: FilePath(folder), to: FilePath(place))
            return true
        } catch let error as FileSystemError where error.code == .fileAlreadyExists || error.code == .notFound {
            return false
        }
    }

    /// What is in a folder; nothing when it is not there.
    private func names(_ folder: String) async throws -> [String] {
        guard try await FileSystem.shared.info(forFileAt: FilePath(folder))?.type == .directory else { return [] }
        return try await FileSystem.shared.withDirectoryHandle(atPath: FilePath(folder)) { directory in
            try await directory.listContents().reduce(into: []) { $0.append($1.name.string) }
        }
    }

    private func modified(_ path: String) async throws -> Date? {
        try await FileSystem.shared.info(forFileAt: FilePath(path)).map {
            Date(timeIntervalSince1970: Double($0.lastDataModificationTime.seconds))
        }
    }
}
