package import ArgumentParser
import FoundationEssentials
import Shared
import SharedPostgres
import SharedServices

/// `<Service> mail`: what did not go out of the mail that any service posted (they share a database); and whether mail arrives at all.
package struct MailCommand<Program: OperatedService>: AsyncParsableCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "mail", abstract: "Lists mail that was refused or is late; or sends one message, to see whether mail arrives.",
            subcommands: [Troubled.self, Try.self], defaultSubcommand: Troubled.self)
    }

    package init() {}

    /// `<Service> mail troubled`
    package struct Troubled: AsyncParsableCommand {
        package static var configuration: CommandConfiguration {
            CommandConfiguration(abstract: "Lists what has failed, came too late, or waits to be tried again, the latest first.")
        }

        @Option(help: "How many it lists at most.") var limit = 50

        package init() {}

        package func run() async throws {
            let mail = try await OperatorSession.run(Program.service) { try await PostgresMailQueue($0.database).troubled(limit: limit) }
            for message in mail { print(message.lines) }
            if mail.isEmpty { print("All mail went out.") }
        }
    }

    /// `<Service> mail try <address>`
    package struct Try: AsyncParsableCommand {
        package static var configuration: CommandConfiguration {
            CommandConfiguration(abstract: "Posts a message to an address of yours, and says what becomes of it within a minute.")
        }

        @Argument(help: "Where it goes.") var address: EmailAddress

        package init() {}

        package func run() async throws {
            try await OperatorSession.run(Program.service) { session in
                let message = OutgoingMessage(to: address, Self.words(of: session.config), kind: .trial, expires: Date() + 3600)
                try await session.database.run { (transaction: borrowing Transaction) in
                    try await PostgresMailOutbox().post(message, in: transaction)
                }
                print(try await Self.outcome(of: message.id, in: PostgresMailQueue(session.database), within: .seconds(60)))
            }
        }

        private static func words(of config: AppConfig) -> MailText {
            MailText(
                title: "Mail from \(config.siteDomain) arrives",
                paragraphs: ["An operator of \(config.siteDomain) wanted to see whether it does. There is nothing to do."])
        }

        /// What to tell the operator. Throws `OperatorError` when it was not sent.
        static func outcome(of id: ID<OutgoingMessage>, in queue: some MailQueue, within limit: Duration) async throws -> String {
            let deadline = ContinuousClock.now + limit
            var latest: PostedMail?
            repeat {
                latest = try await queue.find(id)
                switch latest?.state {
                case .sent: return "The relay has taken it. Whether it arrives, its inbox says."
                case .failed, .expired: throw OperatorError("It was refused: \(latest?.error ?? "its time was over")")
                case .waiting, .leased, nil: try await Task.sleep(for: .milliseconds(200))
                }
            } while ContinuousClock.now < deadline
            throw OperatorError(
                "It waits to be tried again: \(latest?.error ?? "nobody has tried it; is federation running, with SMTP_URL?")")
        }
    }
}

extension EmailAddress: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

extension PostedMail {
    /// For an operator: what and since when, and below it the error.
    var lines: String {
        """
        \(id) \(kind) to \(recipient): \(state.rawValue), \(attempts) attempts, posted \(postedAt.formatted(.iso8601))
            \((error ?? "its time was over before it was tried").inOneLine.prefix(300))
        """
    }
}
