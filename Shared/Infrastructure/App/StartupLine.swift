import Shared
import SharedPostgres

/// What a service says once it listens: which it is, where it answers, and what it takes of the database's connections.
struct StartupLine: CustomStringConvertible {
    let description: String

    /// - Parameter capacity: connections that the database takes from everybody together; nil when it was not asked.
    init(_ config: AppConfig, _ listening: Listening, capacity: Int?) {
        let own = config.database.connections
        let sum = own * config.replicas * ServiceName.allCases.count
        description =
            "\(config.service) \(config.build) answers \(config.publicOrigin) on \(config.publicListen.host):\(listening.publicPort), "
            + "internally on \(config.internalListen.host):\(listening.internalPort); database \(config.database), up to \(own) connections, "
            + "\(sum) for \(ServiceName.allCases.count) services in \(config.replicas) replica(s), \(sum * 2) while updating"
            + "\(capacity.map { ", of \($0) that it takes" } ?? ""); "
            + "Redis \(config.redis.map { "\($0)" } ?? "not configured")"
    }
}
