import Shared

/// The drawings of the demo co-op, put into the store: `Deploy/demo/pictures/<name>.svg`.
package enum DemoPictures {
    /// What each is drawn at, in pixels.
    static let width = 1600
    static let height = 1200

    /// Puts in what is not there yet, two at a time (a drawing takes two seconds of a processor), and tells `report` how many of how many
    /// there are, from time to time.
    /// - Throws: ``OperatorError``, which names the drawing; ``PictureStoreError``.
    static func draw(_ content: DemoContent, into store: PictureStore, report: (Int, Int) -> Void = { _, _ in }) async throws {
        var missing: [(name: String, bytes: [UInt8])] = []
        for name in content.drawings {
            guard let bytes = content.drawing(name), try await store.renew(PictureID(of: bytes)) == nil else { continue }
            missing.append((name, bytes))
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, drawing) in missing.enumerated() {
                if index >= 2 { try await group.next() }
                if index % 10 == 0 { report(index, missing.count) }
                group.addTask { try await draw(drawing.name, drawing.bytes, into: store) }
            }
            try await group.waitForAll()
        }
    }

    private static func draw(_ name: String, _ bytes: [UInt8], into store: PictureStore) async throws {
        do {
            _ = try await store.add(drawing: bytes, width: width, height: height)
        } catch let refusal as PictureRefusal {
            throw OperatorError("the drawing \(name).svg cannot be shown: \(refusal.sentence)")
        }
    }
}

extension OperatorSession {
    /// Puts the demo's drawings into the site's store, and says how far it is. Without the tools the demo shows none, and says why.
    package func draw(_ content: DemoContent) async throws {
        do {
            try await DemoPictures.draw(content, into: pictures) { done, all in
                print("Drawing the demo's pictures: \(done) of \(all)")
            }
        } catch let missing as PictureStoreError {
            print("The demo's pictures are left out: \(missing)")
        }
    }
}
