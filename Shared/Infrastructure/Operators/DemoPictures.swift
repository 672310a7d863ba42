import Shared

/// The drawings of the demo co-op, put into the store: `Deploy/demo/pictures/<name>.svg`.
package enum DemoPictures {
    /// What each is drawn at, in pixels.
    static let width = 1600
    static let height = 1200

    /// Puts in what is not there yet, and answers how many that were; two at a time, so about a second each.
    /// - Throws: ``OperatorError``, which names the drawing; ``PictureStoreError``.
    package static func draw(_ content: DemoContent, into store: PictureStore) async throws -> Int {
        var drawn = 0
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for (index, name) in content.drawings.enumerated() {
                if index >= 2 { drawn += try await group.next() == true ? 1 : 0 }
                group.addTask { try await draw(name, content, into: store) }
            }
            for try await isNew in group where isNew { drawn += 1 }
        }
        return drawn
    }

    /// Whether it was not there yet.
    private static func draw(_ name: String, _ content: DemoContent, into store: PictureStore) async throws -> Bool {
        guard let drawing = content.drawing(name) else { return false }
        if try await store.find(PictureID(of: drawing)) != nil { return false }
        do {
            _ = try await store.add(drawing: drawing, width: width, height: height)
        } catch let refusal as PictureRefusal {
            throw OperatorError("the drawing \(name).svg cannot be shown: \(refusal.sentence)")
        }
        return true
    }
}

extension OperatorSession {
    /// Puts the demo's drawings into the site's store, and says how many in a line. Without the tools the demo shows none, and says why.
    package func draw(_ content: DemoContent) async throws {
        do {
            let drawn = try await DemoPictures.draw(content, into: PictureStore(root: config.picturesRoot))
            if drawn > 0 { print("The demo has \(drawn) new pictures.") }
        } catch let missing as PictureStoreError {
            print("The demo's pictures are left out: \(missing)")
        }
    }
}
