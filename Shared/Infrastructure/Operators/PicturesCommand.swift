package import ArgumentParser
import Shared
import SharedServices

/// `<Service> pictures sweep`: looks after the store of pictures, which all six services share.
package struct PicturesCommand<Program: OperatedService>: AsyncParsableCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "pictures", abstract: "Looks after the store of pictures.", subcommands: [Sweep.self])
    }

    package init() {}

    /// `<Service> pictures sweep --dry-run`
    package struct Sweep: AsyncParsableCommand {
        package static var configuration: CommandConfiguration {
            CommandConfiguration(
                abstract: "Removes the pictures that nothing on the site names any more.",
                discussion: """
                    Looks for their names in every row of the database, whichever service it belongs to. What was put in less than a day \
                    ago stays, named or not. It can be repeated and stopped, and pictures can be put in meanwhile.
                    """)
        }

        @Flag(name: .customLong("dry-run"), help: "Says what it would remove, and removes nothing.") var isRehearsal = false

        package init() {}

        package func run() async throws {
            let outcome = try await OperatorSession.run(Program.service) { session in
                let named = NamedPictures(session.database)
                let sweep = PictureSweep(session.pictures) { try await named.words() }
                return try await sweep.run(isRehearsal: isRehearsal) { id, bytes in print("\(id.address) \(bytes / 1000) KB") }
            }
            print(outcome.sentence(isRehearsal: isRehearsal))
        }
    }
}

extension PictureSweep.Outcome {
    /// For an operator: `Removed: 2, 514 KB. Named and kept: 57. Not named, and less than a day old: 1.`
    func sentence(isRehearsal: Bool) -> String {
        let what = removed == 0 ? "none" : "\(removed), \(bytes / 1000) KB"
        return
            "\(isRehearsal ? "To be removed" : "Removed"): \(what). Named and kept: \(named). Not named, and less than a day old: \(young)."
    }
}
