package import Shared

/// A domain's error that an operator can do something about.
package protocol Refusal: Error {
    /// Why not, for an operator: the part of a line after `Error: `.
    var sentence: String { get }
}

extension Transactions {
    /// Runs what an operator asked for in a transaction. Throws ``OperatorError`` for a ``Refusal``, and passes on everything else.
    package func operate<Answer: Sendable>(
        _ work: @Sendable (borrowing Transaction) async throws -> Answer
    ) async throws -> Answer {
        do { return try await run(work) } catch let refusal as any Refusal { throw OperatorError(refusal.sentence) }
    }
}
