package import ArgumentParser
import FoundationEssentials
import Shared
import SharedServices

/// `<Service> handlings`: what failed too often of the work that follows a change, in any of the six services (they share a database).
package struct HandlingsCommand<Program: OperatedService>: AsyncParsableCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "handlings", abstract: "Lists work after changes that failed too often; has it tried again, or gives it up.",
            subcommands: [Parked.self, Retry.self, Skip.self], defaultSubcommand: Parked.self)
    }

    package init() {}

    /// `<Service> handlings parked`
    package struct Parked: AsyncParsableCommand {
        package static var configuration: CommandConfiguration {
            CommandConfiguration(abstract: "Lists what is parked, the oldest first.")
        }

        @Option(help: "How many it lists at most.") var limit = 50

        package init() {}

        package func run() async throws {
            let parked = try await HandlingsCommand.unparking { try await $0.parked(limit: limit) }
            for handling in parked { print(handling.lines) }
            guard !parked.isEmpty else { return print("Nothing is parked.") }
            print("To have them tried again: handlings retry --all, or handlings retry <activity> <handler>")
        }
    }

    /// `<Service> handlings retry <activity> <handler>`, or `--all`
    package struct Retry: AsyncParsableCommand {
        package static var configuration: CommandConfiguration {
            CommandConfiguration(abstract: "Has what is parked tried again, from its first attempt.")
        }

        @Argument(help: "The activity's id, as the list says it.") var activity: ID<Activity>?
        @Argument(help: "The handler's name, as the list says it.") var handler: HandlerName?
        @Flag(help: "Whatever is parked.") var all = false

        package init() {}

        package func validate() throws {
            guard all ? activity == nil : activity != nil && handler != nil else {
                throw ValidationError("Name an activity and a handler, or say --all")
            }
        }

        package func run() async throws {
            guard let activity, let handler else {
                let count = try await HandlingsCommand.unparking { try await $0.retryAll() }
                return print(count == 0 ? "Nothing was parked." : "\(count) will be tried again, at once.")
            }
            try await HandlingsCommand.unparking { try await $0.retry(activity, by: handler) }
            print("It will be tried again, at once.")
        }
    }

    /// `<Service> handlings skip <activity> <handler>`
    package struct Skip: AsyncParsableCommand {
        package static var configuration: CommandConfiguration {
            CommandConfiguration(abstract: "Gives up what is parked, for good, so that what happened to its object later is handled.")
        }

        @Argument(help: "The activity's id, as the list says it.") var activity: ID<Activity>
        @Argument(help: "The handler's name, as the list says it.") var handler: HandlerName

        package init() {}

        package func run() async throws {
            try await HandlingsCommand.unparking { try await $0.skip(activity, by: handler) }
            print("It is given up.")
        }
    }

    private static func unparking<Answer: Sendable>(_ work: (Unparking) async throws -> Answer) async throws -> Answer {
        try await OperatorSession.run(Program.service) { session in
            try await work(Unparking(PostgresHandlings(session.database), in: session.database))
        }
    }
}

extension ParkedHandling {
    /// For an operator: what and since when, and below it the error.
    var lines: String {
        """
        \(activity) \(handler): \(kind.rawValue), version \(version) of \(object), \(attempts) attempts, since \(parkedAt.formatted(.iso8601))
            \(error.replacing("\n", with: " ").prefix(300))
        """
    }
}
