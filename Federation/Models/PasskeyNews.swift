import Hummingbird
import Shared
import SharedInfrastructure

/// What was just done to a member's passkeys, as the address says; nothing of it is believed that the list does not bear out.
enum PasskeyNews: Equatable {
    case added(String)
    case renamed(String)
    case removed

    /// Nil when nothing was done. Throws `Problem.notFound` when an item stands there twice.
    init?(_ request: Request, _ passkeys: [Passkey]) throws {
        func named(_ item: String) throws -> Passkey? {
            guard let id = try request.item(item).flatMap({ ID<Passkey>($0) }) else { return nil }
            return passkeys.first { $0.id == id }
        }
        if let passkey = try named(FederationPaths.added) {
            self = .added(passkey.name)
        } else if let passkey = try named(FederationPaths.renamed) {
            self = .renamed(passkey.name)
        } else if let id = try request.item(FederationPaths.removed).flatMap({ ID<Passkey>($0) }),
            !passkeys.contains(where: { $0.id == id })
        {
            self = .removed
        } else {
            return nil
        }
    }

    var sentence: String {
        switch self {
        case .added(let name): "The passkey “\(name)” was added. Next time, sign in with it."
        case .renamed(let name): "It is called “\(name)” now."
        case .removed: "The passkey was removed. If your device still offers it, delete it there too."
        }
    }
}
