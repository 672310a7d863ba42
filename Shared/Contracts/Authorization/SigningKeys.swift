package import FoundationEssentials

/// The keys with which tokens are signed. They are stored sealed.
package protocol SigningKeys: Sendable {
    /// All, the current one first, then the next, then those of before from the latest on. Throws ``SigningKeyError/sealed(_:)``.
    func keys() async throws -> [SigningKey]
    /// Sees to it that there is a current key and a next one. Answers whether one was made.
    func complete(at moment: Date, in transaction: borrowing Transaction) async throws -> Bool
    /// Makes the next key the current one, and a new one the next. `published`: it must have been published before then, so that whoever
    /// keeps our keys knows it. Throws ``SigningKeyError/tooNew(publishedAt:)``.
    func rotate(published: Date, at moment: Date, in transaction: borrowing Transaction) async throws
    /// The same when the current key has signed for ``SigningKey/term``, once the next one has been published for ``SigningKey/notice``. Answers
    /// whether it was so.
    func turn(at moment: Date, in transaction: borrowing Transaction) async throws -> Bool
    /// Deletes keys that have not been current since `date`. Answers how many.
    func forget(before date: Date, in transaction: borrowing Transaction) async throws -> Int
}

extension SigningKey {
    /// How long one signs.
    package static let term = Duration.seconds(90 * 86_400)
    /// How long one is kept after it signed: as long as somebody stays signed in, since ID tokens name the session that is to be ended.
    package static let memory = Duration.seconds(100 * 86_400)
    /// How long one is published before it signs: longer than anybody keeps our keys without asking again.
    package static let notice = Duration.seconds(3600)
}

/// Why there is no key.
package enum SigningKeyError: Error, Equatable {
    /// It cannot be opened with the key that we have now.
    case sealed(String)
    case tooNew(publishedAt: Date)
}
