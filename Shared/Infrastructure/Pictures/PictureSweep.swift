package import FoundationEssentials

/// Removes the pictures of a store that nothing names any more. Whoever has put one in has a day to name it.
package struct PictureSweep: Sendable {
    let store: PictureStore
    /// Words that hold the id of every picture that is named (``NamedPictures/words()``). Asked after the store was looked through: what is named
    /// later is of a picture that was put in later.
    let words: @Sendable () async throws -> Set<String>

    /// What nobody has put in for as long is removed.
    static let age: TimeInterval = 86_400

    package init(_ store: PictureStore, words: @escaping @Sendable () async throws -> Set<String>) {
        self.store = store
        self.words = words
    }

    /// What a sweep came to.
    package struct Outcome: Sendable, Equatable {
        package var named = 0
        /// Named by nothing, and not a day old.
        package var young = 0
        package var removed = 0
        /// Of those that were removed.
        package var bytes = 0
    }

    /// - Parameters:
    ///   - isRehearsal: removes nothing, and answers what would be.
    ///   - report: told of each picture that is removed, with its bytes.
    /// - Throws: ``OperatorError`` when nothing names any of them, which is more likely another site's database than a site that has let go of all
    ///   its pictures; what `words` throws; `FileSystemError`.
    package func run(at now: Date = Date(), isRehearsal: Bool = false, report: (PictureID, Int) -> Void = { _, _ in }) async throws
        -> Outcome
    {
        let moment = now.addingTimeInterval(-Self.age)
        if !isRehearsal { try await store.restoreRetired() }
        let stock = try await store.stock()
        let named = Self.ids(in: try await words())
        var outcome = Outcome()
        var unnamed: [PictureID] = []
        for picture in stock {
            if named.contains(picture.id.description) {
                outcome.named += 1
            } else if picture.putIn >= moment {
                outcome.young += 1
            } else {
                unnamed.append(picture.id)
            }
        }
        guard isRehearsal || outcome.named > 0 || unnamed.isEmpty else {
            throw OperatorError(
                "nothing in this database names any of the \(stock.count) pictures in \(store.root); is it this site's? If it is, remove that folder by hand"
            )
        }
        for id in unnamed {
            let size = try await store.size(of: id)
            if !isRehearsal {
                guard try await store.remove(id, untouchedSince: moment) else { continue }
            }
            outcome.removed += 1
            outcome.bytes += size
            report(id, size)
        }
        return outcome
    }

    /// Whatever could be an id in `words`: an id may stand right beside other letters of its kind.
    private static func ids(in words: Set<String>) -> Set<String> {
        var ids: Set<String> = []
        for word in words {
            let letters = Array(word.utf8)
            guard letters.count >= PictureID.length else { continue }
            for start in 0...letters.count - PictureID.length {
                ids.insert(String(decoding: letters[start..<start + PictureID.length], as: UTF8.self))
            }
        }
        return ids
    }
}
