/// Where the database is, and how this process uses it.
package struct PostgresConfiguration: Sendable {
    /// libpq's connection parameters, as the address gave them.
    let parameters: [ConnectionParameter]

    /// What the server lists the connections as (`pg_stat_activity.application_name`), at most 63 bytes.
    package var applicationName = "rose-ash"
    /// How many connections the pool opens at most.
    package var poolSize = 4
    /// How long making a connection may take.
    package var connectTimeout: Duration = .seconds(5)
    /// How long a request waits for a connection of the pool.
    package var poolTimeout: Duration = .seconds(5)
    /// How long a statement on the pool may take, unless ``PostgresConnection/allow(_:)`` gives it more.
    package var statementTimeout: Duration = .seconds(15)
    /// How long a read on the lane may take.
    package var laneTimeout: Duration = .milliseconds(250)
    /// How long a transaction may do nothing before the server ends it.
    package var idleInTransactionTimeout: Duration = .seconds(15)
    /// How long a shutdown waits for what is under way.
    package var drainTimeout: Duration = .seconds(10)

    /// How many connections a process with this configuration opens at most: the pool's, the lane's and the listener's.
    package var connections: Int { poolSize + 2 }
}

struct ConnectionParameter: Sendable, Equatable {
    let keyword: String
    let value: String
}
