import HTTPTypes
import Hummingbird
import NIOCore
import _NIOFileSystem

/// `GET /pictures/<id>/<width>.<format>`, and `GET /pictures/<id>`, one JPEG for whoever cannot choose. What never changes may be kept for
/// ever; nothing of a path reaches the file system but an id and a file's name that are written as ours are.
struct PictureRoutes: Sendable {
    let store: PictureStore

    func add(to routes: Routes) {
        routes.get("pictures/:id") { request, context in
            for step in [PictureStep.middle, .narrow, .small] {
                if let answer = try await answer(context.parameters.get("id"), PictureFile(step, .jpeg), request) { return answer }
            }
            return Self.missing
        }
        routes.get("pictures/:id/:file") { request, context in
            try await answer(context.parameters.get("id"), context.parameters.get("file").flatMap { PictureFile($0) }, request)
                ?? Self.missing
        }
    }

    /// Nil when there is no such picture, or it has no such file.
    private func answer(_ id: String?, _ file: PictureFile?, _ request: Request) async throws -> Response? {
        guard let id = id.flatMap({ PictureID($0) }), let file else { return nil }
        let path = store.path(id, file)
        guard let info = try await FileSystem.shared.info(forFileAt: FilePath(path)) else { return nil }
        let asset = Asset(
            content: .file(path: path), length: Int(info.size), contentType: file.format.contentType.description,
            tag: EntityTag("\(id).\(file)"), lastModified: Int64(info.lastDataModificationTime.seconds), isImmutable: true)
        return try AssetAnswer(asset).response(to: request)
    }

    /// Nobody looks at what an `<img>` was answered, so it is no page.
    private static var missing: Response {
        Response(
            status: .notFound, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: "There is no such picture.\n")))
    }
}
