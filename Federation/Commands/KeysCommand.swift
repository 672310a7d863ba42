import ArgumentParser
import FoundationEssentials
import Shared
import SharedInfrastructure
import SharedPostgres
import SharedServices

/// `Federation keys`: what tokens are signed with.
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Lists the keys that sign tokens, or turns them.", subcommands: [List.self, Rotate.self],
        defaultSubcommand: List.self)

    /// `Federation keys list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists those that are published.")

        func run() async throws {
            let keys = try await OperatorSession.run(.federation) { session in
                do { return try await session.signingKeys.keys() } catch let error as SigningKeyError {
                    throw OperatorError(error.sentence)
                }
            }
            for key in keys { print("\(key.id)  \(key.status.rawValue) since \(key.changedAt.formatted(.iso8601))") }
            if keys.isEmpty { print("There is none yet. The first are made when federation starts.") }
        }
    }

    /// `Federation keys rotate`
    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Has the next key sign from now on. They also turn by themselves, every 90 days.")

        @Flag(help: "The current key is known to others: turn it at once, and have nothing that it signed be believed any more.")
        var leaked = false

        func run() async throws {
            let leaked = leaked
            try await OperatorSession.run(.federation) { session in
                let now = Date()
                // A key that is known to others is worse than one that is not known to all.
                let published = leaked ? .distantFuture : now - SigningKey.notice.interval
                try await session.database.operate { (transaction: borrowing Transaction) in
                    try await session.signingKeys.rotate(published: published, at: now, in: transaction)
                    guard leaked else { return }
                    // Whoever knows the current key may know the next one too: it was beside it.
                    try await session.signingKeys.rotate(published: published, at: now, in: transaction)
                    _ = try await session.signingKeys.forget(before: now + 1, in: transaction)
                }
            }
            print(
                leaked
                    ? "They are turned, and the old ones are gone. Running processes go on with the old one for a minute; whoever keeps our keys, for a quarter of an hour."
                    : "They are turned. Running processes sign with the new one within a minute.")
        }
    }
}

extension SigningKeyError: Refusal {
    package var sentence: String {
        switch self {
        case .sealed(let id): "key \(id) cannot be opened: IDENTITY_KEY is not what it was. Set it back, or: keys rotate --leaked"
        case .tooNew(let date):
            "the next key was published \(date.formatted(.iso8601)); whoever keeps our keys may not know it for an hour. In need: keys rotate --leaked"
        }
    }
}

extension OperatorSession {
    private var services: Services { .federation(database, config) }

    var clients: any Clients { get throws { try services.require(\.clients) } }
    var signingKeys: any SigningKeys { get throws { try services.require(\.signingKeys) } }
}
