import ArgumentParser
import Crypto
import FoundationEssentials
import Shared
import SharedInfrastructure

/// `Federation clients`: other people's programs that may ask who somebody is.
struct ClientsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clients", abstract: "Lists the programs of others that may ask who somebody is; registers one, or retires one.",
        subcommands: [List.self, Add.self, Retire.self], defaultSubcommand: List.self)

    /// `Federation clients list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists those that were registered.")

        func run() async throws {
            let clients = try await OperatorSession.run(.federation) { try await $0.clients.all() }
            for client in clients { print(client.lines) }
            if clients.isEmpty { print("None is registered. To register one: clients add --help") }
        }
    }

    /// `Federation clients add <id> --name <name> --redirect <address>`
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Registers one, and says its secret: once, here.")

        @Argument(help: "Its client_id: lower-case letters, digits and hyphens.") var id: ClientID
        @Option(help: "As people are told of it.") var name: String
        @Option(help: "Where browsers may be sent with a code; may be given several times. https, or http on the machine itself.")
        var redirect: [CallbackAddress]
        @Option(help: "Where browsers may be sent after signing out; may be given several times.") var postLogoutRedirect:
            [CallbackAddress] = []
        @Option(help: "Where it hears that somebody has signed out (back-channel logout).") var logout: CallbackAddress?
        @Flag(help: "It cannot keep a secret: it runs in browsers or on people's devices.") var `public` = false

        func run() async throws {
            let secret = `public` ? nil : SecretToken()
            let client = Client(
                id: id, kind: .thirdParty, name: name, secretHash: secret.map { Array(SHA256.hash(data: Array($0.text.utf8))) },
                redirects: redirect, postLogoutRedirects: postLogoutRedirect, logoutAddress: logout?.description)
            try await OperatorSession.run(.federation) { session in
                try await session.database.operate { (transaction: borrowing Transaction) in
                    try await session.clients.register(client, at: Date(), in: transaction)
                }
            }
            print("Registered: \(id)")
            if let secret { print("Its secret, which is not kept here and cannot be shown again: \(secret.text)") }
        }
    }

    /// `Federation clients retire <id>`
    struct Retire: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ends one for good, with all that people let it do. Its id is not given again.")

        @Argument(help: "Its client_id.") var id: ClientID

        func run() async throws {
            let change = try await OperatorSession.run(.federation) { session in
                try await session.database.operate { (transaction: borrowing Transaction) in
                    try await session.clients.retire(id, at: Date(), in: transaction)
                }
            }
            print(change == .unchanged ? "It was retired already." : "It is retired.")
        }
    }
}

extension RegisteredClient {
    /// For an operator.
    fileprivate var lines: String {
        let state = retiredAt.map { "retired \($0.formatted(.iso8601))" } ?? (client.isPublic ? "public" : "with a secret")
        var lines = ["\(client.id)  \(client.name)  (\(state), registered \(registeredAt.formatted(.iso8601)))"]
        lines += client.redirects.map { "    redirect \($0)" } + client.postLogoutRedirects.map { "    after signing out \($0)" }
        if let address = client.logoutAddress { lines.append("    told of sign-outs at \(address)") }
        return lines.joined(separator: "\n")
    }
}

extension ClientID: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension CallbackAddress: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension ClientError: Refusal {
    package var sentence: String {
        switch self {
        case .idTaken(let id): "\(id) is taken: by one of our own services, or one that was registered before"
        case .noSuchClient(let id): "there is no client \(id); clients list says which there are"
        case .invalid(let field): "its \(field) is empty, too long or too many"
        }
    }
}
