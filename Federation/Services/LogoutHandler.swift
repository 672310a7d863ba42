import FoundationEssentials
import Shared
import SharedInfrastructure

/// When somebody has signed out of a device: ends what clients were let do there, and has each client told that wants to be.
struct LogoutHandler: ActivityHandler {
    let name = HandlerName.federationLogout
    let transactions: any Transactions
    let grants: any Grants
    let logouts: any Logouts
    let registry: ClientRegistry
    /// Wakes who tells them.
    let ring: @Sendable () -> Void

    func handle(_ activity: Activity) async throws {
        let person = activity.facts.related.first { $0.kind == .person }
        guard activity.object.kind == .device, let person else { return }
        let device = ID<Device>(activity.object.id)
        let moment = Date()
        let clients = try await transactions.run { (transaction: borrowing Transaction) in
            try await grants.endAll(on: device, at: moment, in: transaction)
        }
        var listening: [ClientID] = []
        for client in clients where try await registry.client(client)?.logoutAddress != nil { listening.append(client) }
        guard !listening.isEmpty else { return }
        let told = listening
        try await transactions.run { (transaction: borrowing Transaction) in
            try await logouts.queue(told, of: ID(person.id), on: device, at: moment, in: transaction)
        }
        ring()
    }
}
