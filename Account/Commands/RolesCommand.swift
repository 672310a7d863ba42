import ArgumentParser
import Shared
import SharedInfrastructure

/// `Account roles`: who may do what. The first operator is made so, since a page gives roles to none but operators.
struct RolesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roles", abstract: "Lists who holds which role; gives one, or takes it away.",
        subcommands: [List.self, Grant.self, Withdraw.self], defaultSubcommand: List.self)

    /// `Account roles list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists everybody who holds a role.")

        func run() async throws {
            let (holders, offers) = try await RolesCommand.atDesk { (try await $0.roles.holders(), try await $0.offers()) }
            for holder in holders {
                let held = holder.grants.map { offers.words(for: $0) ?? "\($0)" }.joined(separator: "; ")
                print("\(holder.person.username): \(held)")
            }
            if holders.isEmpty { print("Nobody holds a role. Make the first operator: Account roles grant --username … --role operator") }
        }
    }

    /// `Account roles grant --username maya --role operator`
    struct Grant: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Gives somebody a role.")
        @OptionGroup var which: Which

        func run() async throws {
            let (grant, username) = (which.grant, which.username)
            guard let grant else { throw ValidationError(which.mismatch) }
            let isNew = try await RolesCommand.atDesk { try await $0.grant(grant, to: username, by: nil) }
            print(isNew ? "\(username) is \(grant). Where they are signed in it counts within half a minute." : "They are that already.")
        }
    }

    /// `Account roles withdraw --username maya --role operator`
    struct Withdraw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Takes a role away from somebody.")
        @OptionGroup var which: Which

        func run() async throws {
            let (grant, username) = (which.grant, which.username)
            guard let grant else { throw ValidationError(which.mismatch) }
            let isChanged = try await RolesCommand.atDesk { try await $0.withdraw(grant, from: username, by: nil) }
            print(isChanged ? "\(username) is not \(grant) any more; everywhere, within half a minute." : "They are not that.")
        }
    }

    struct Which: ParsableArguments {
        @Option(help: "Whose role it is.") var username: Username
        @Option(help: "editor, shopkeeper, organiser or operator.") var role: Role
        @Option(help: "What it is for: site, market:<id> or calendar:<id>.") var scope: RoleScope = .site

        var grant: RoleGrant? { RoleGrant(role, of: scope) }
        var mismatch: String { "Nobody can be \(role.noun) of \(scope)." }
    }

    private static func atDesk<Answer: Sendable>(_ work: (RoleDesk) async throws -> Answer) async throws -> Answer {
        try await OperatorSession.run(.account) { session in
            // Other processes look again within half a minute; this one has nobody signed in.
            let desk = try RoleDesk(.account(session.database)) { _ in }
            do { return try await work(desk) } catch let refusal as any Refusal { throw OperatorError(refusal.sentence) }
        }
    }
}

extension Username: ExpressibleByArgument {
    init?(argument: String) { self.init(argument) }
}
extension Role: ExpressibleByArgument {}
extension RoleScope: ExpressibleByArgument {
    init?(argument: String) { self.init(argument) }
}
