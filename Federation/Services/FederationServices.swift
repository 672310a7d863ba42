import Shared
import SharedPostgres
import SharedServices

extension Services {
    /// What the federation service uses, over `database`.
    static func federation(_ database: Database) -> Services {
        var services = Services()
        services.activities = PostgresActivities(database)
        services.outbox = PostgresMailOutbox()
        return services
    }
}
