package import Shared

/// What an operator does about handlings that failed too often, each in a transaction of its own.
package struct Unparking: Sendable {
    private let handlings: any Handlings
    private let transactions: any Transactions

    package init(_ handlings: any Handlings, in transactions: any Transactions) {
        self.handlings = handlings
        self.transactions = transactions
    }

    /// Those of all services, the oldest first, at most `limit`.
    package func parked(limit: Int) async throws -> [ParkedHandling] { try await handlings.parked(limit: limit) }

    /// Has one tried again from its first attempt. Throws `OperatorError` when it is not parked.
    package func retry(_ activity: ID<Activity>, by handler: HandlerName) async throws {
        try await unpark(activity, by: handler) { (transaction: borrowing Transaction) in
            try await handlings.retry(activity, by: handler, in: transaction)
        }
    }

    /// Has all of them tried again, and answers how many they are.
    package func retryAll() async throws -> Int {
        let parked = try await parked(limit: .max)
        for handling in parked {
            // What somebody else has seen to meanwhile is no longer parked, and that is as well.
            _ = try await transactions.run { (transaction: borrowing Transaction) in
                try await handlings.retry(handling.activity, by: handling.handler, in: transaction)
            }
        }
        return parked.count
    }

    /// Gives one up, so that the object's later versions are handled. Throws `OperatorError` when it is not parked.
    package func skip(_ activity: ID<Activity>, by handler: HandlerName) async throws {
        try await unpark(activity, by: handler) { (transaction: borrowing Transaction) in
            try await handlings.skip(activity, by: handler, in: transaction)
        }
    }

    private func unpark(
        _ activity: ID<Activity>, by handler: HandlerName, _ work: @Sendable (borrowing Transaction) async throws -> Bool
    ) async throws {
        guard try await transactions.run(work) else { throw OperatorError("\(handler) has not parked \(activity)") }
    }
}
