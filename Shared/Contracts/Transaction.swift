/// What carries a transaction out. Only the layer that began it knows the type.
package protocol TransactionCarrier: Sendable {}

/// A unit of work on the platform's database, as contracts see it: it says *that* writes belong together, not how they are stored.
///
/// It cannot be copied, kept after its closure, or shared by two tasks, so a write outside its unit of work does not compile.
package struct Transaction: ~Copyable, Sendable {
    package let carrier: any TransactionCarrier
    package init(carrier: any TransactionCarrier) { self.carrier = carrier }
}

/// Runs units of work: all of one, or nothing of it.
package protocol Transactions: Sendable {
    /// Runs `work` in a transaction and commits it, or rolls back and throws what `work` threw. A serialization failure or a deadlock
    /// runs `work` again, so it must touch nothing but the database. Write the parameter's type out:
    /// `{ (transaction: borrowing Transaction) in … }`.
    func run<Answer: Sendable>(_ work: @Sendable (borrowing Transaction) async throws -> Answer) async throws -> Answer
}
