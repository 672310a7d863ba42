import Shared
import SharedPostgres
import SharedServices

extension Services {
    /// What the account service uses, over `database`.
    static func account(_ database: Database) -> Services {
        var services = Services()
        services.people = PostgresPeople(database, recording: PostgresActivities(database))
        services.sessions = PostgresSessions(database)
        return services
    }
}
